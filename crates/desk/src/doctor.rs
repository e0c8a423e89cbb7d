//! Whether sealing would work here, and what stands in its way: readers, drivers, tokens, certificates, time-stamping
//! authorities, revocation services, trusted lists, clock, proxies, the desk itself. Each finding is a sentence.
//!
//! Nothing is signed, no PIN is tried, nothing is changed. What is asked over the network goes through
//! [`seal::online::Web`].

use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use seal::key::chooser::{self, CertificateChoice, ModuleView, SlotView, TokenView};
use seal::key::{CertificatePurpose, PinState, PurposeBasis};
use seal::online::{Ask, Web, host_of};
use seal::time_stamp::{Imprint, Stamping, TakenTokens, TokenSizes, Tsa, TsaFailure, TsaProblem};
use seal::trust::TrustedLists;
use secrecy::SecretString;
use serde::Serialize;
use wording::{Catalog, Explain, Lang};

use crate::Environment;

/// A clock that is wrong by more makes time-stamps contradict the signature.
const CLOCK_TOLERANCE: SignedDuration = SignedDuration::from_mins(5);
/// A clock that is wrong by more is worth a word.
const CLOCK_REMARK: SignedDuration = SignedDuration::from_secs(5);
/// Certificates that end sooner are told.
const ENDS_SOON: SignedDuration = SignedDuration::from_hours(30 * 24);
const PATIENCE: Duration = Duration::from_secs(15);
const LONGEST_CRL: usize = 32 * 1024 * 1024;

/// What to look at.
pub struct Examination<'a> {
    /// The drivers to try.
    pub modules: &'a [PathBuf],
    /// A key file with its passphrase.
    pub key: Option<(&'a Path, &'a SecretString)>,
    /// Time-stamping authorities.
    pub tsas: &'a [String],
    /// The network; `None`: nothing is asked.
    pub web: Option<&'a dyn Web>,
    /// The proxies of the settings, without their passwords.
    pub proxies: &'a [String],
    /// The trusted lists that are at hand.
    pub lists: Option<&'a TrustedLists>,
    /// The folder of the desk.
    pub desk: Option<&'a Path>,
    /// Clock and randomness.
    pub environment: &'a dyn Environment,
    /// Language of the sentences.
    pub lang: Lang,
}

/// How good a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// In order.
    Good,
    /// To be known; sealing works all the same.
    Attention,
    /// In the way of sealing, or of what was asked for.
    Bad,
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Area {
    /// A driver of tokens (PKCS#11 module).
    Driver,
    /// A reader, or another slot for a token.
    Reader,
    /// A token and its PIN.
    Token,
    /// A key file.
    KeyFile,
    /// A certificate.
    Certificate,
    /// A time-stamping authority.
    TimeStamp,
    /// OCSP responders and CRLs.
    Revocation,
    /// The clock of this computer.
    Clock,
    /// The way to the network.
    Network,
    /// Trusted lists.
    Trust,
    /// The desk.
    Desk,
    /// The answer to the question.
    Result,
}

/// One finding.
#[derive(Clone, Debug, Serialize)]
pub struct Finding {
    /// What it is about.
    pub area: Area,
    /// How good it is.
    pub standing: Standing,
    /// Stable.
    pub code: String,
    /// For people.
    pub message: String,
    /// What one can do.
    pub next: Option<String>,
    /// The certificate it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificate: Option<CertificateChoice>,
    /// How much another clock is ahead of the one here, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seconds_ahead: Option<i64>,
}

struct Doctor<'a> {
    asked: &'a Examination<'a>,
    words: Catalog,
    said: &'a mut dyn FnMut(&Finding),
    usable: usize,
    obstacles: usize,
}

/// Looks at everything and tells each finding at once; whether sealing would work.
pub fn examine(asked: &Examination<'_>, said: &mut dyn FnMut(&Finding)) -> bool {
    let mut doctor = Doctor {
        asked,
        words: crate::catalog(),
        said,
        usable: 0,
        obstacles: 0,
    };
    let mut certificates = doctor.tokens();
    certificates.extend(doctor.key_file());
    doctor.desk();
    doctor.lists();
    doctor.network(&certificates);
    let ready = doctor.usable > 0 && doctor.obstacles == 0;
    let (standing, code) = match (ready, doctor.usable) {
        (true, _) => (Standing::Good, "doctor-ready"),
        (false, 0) => (Standing::Bad, "doctor-no-key"),
        (false, _) => (Standing::Bad, "doctor-obstacles"),
    };
    doctor.say(Area::Result, standing, code, &[]);
    ready
}

fn text(value: impl ToString) -> String {
    value.to_string()
}

impl Doctor<'_> {
    fn say(&mut self, area: Area, standing: Standing, code: &str, arguments: &[(&str, String)]) {
        let finding = self.finding(area, standing, code, arguments);
        (self.said)(&finding);
    }

    fn finding(&self, area: Area, standing: Standing, code: &str, arguments: &[(&str, String)]) -> Finding {
        let lang = self.asked.lang;
        Finding {
            area,
            standing,
            code: code.to_owned(),
            message: self.words.text(lang, code, arguments),
            next: self.words.try_text(lang, &format!("{code}.next"), arguments),
            certificate: None,
            seconds_ahead: None,
        }
    }

    fn say_error(&mut self, area: Area, standing: Standing, error: &dyn Explain) {
        self.say(area, standing, error.code(), &error.arguments());
    }

    fn tokens(&mut self) -> Vec<CertificateChoice> {
        if self.asked.modules.is_empty() {
            let standing = if self.asked.key.is_some() {
                Standing::Good
            } else {
                Standing::Attention
            };
            self.say(Area::Driver, standing, "doctor-drivers-none", &[]);
        }
        let mut found = Vec::new();
        for module in self.asked.modules {
            let view = chooser::in_module(module, self.asked.environment.now());
            self.module(&view);
            for slot in &view.slots {
                found.extend(self.slot(slot));
            }
        }
        found
    }

    fn module(&mut self, view: &ModuleView) {
        match &view.problem {
            // Others may work; whether one does is the answer at the end.
            Some(problem) => self.say_error(Area::Driver, Standing::Attention, problem),
            None => {
                let driver = view.driver.clone().unwrap_or_default();
                let arguments = [
                    ("driver", driver),
                    ("module", text(view.module.display())),
                    ("slots", text(view.slots.len())),
                ];
                self.say(Area::Driver, Standing::Good, "doctor-driver", &arguments);
            }
        }
    }

    fn slot(&mut self, slot: &SlotView) -> Vec<CertificateChoice> {
        let place = [("reader", slot.description.clone()), ("slot", text(slot.slot))];
        if let Some(problem) = &slot.problem {
            self.say_error(Area::Reader, Standing::Attention, problem);
        }
        let Some(token) = &slot.token else {
            self.say(Area::Reader, Standing::Good, "doctor-slot-empty", &place);
            return Vec::new();
        };
        let mut arguments = place.to_vec();
        arguments.push(("token", token.label.clone()));
        self.say(Area::Token, Standing::Good, "doctor-token", &arguments);
        let opens = self.pin(token);
        if token.certificates.is_empty() {
            let arguments = [("token", token.label.clone())];
            self.say(
                Area::Token,
                Standing::Attention,
                "token-without-certificate",
                &arguments,
            );
        }
        for choice in &token.certificates {
            self.certificate(choice, &token.label, opens);
        }
        token.certificates.clone()
    }

    /// The state of a PIN; whether the token can be opened.
    fn pin(&mut self, token: &TokenView) -> bool {
        let arguments = [("token", token.label.clone())];
        if token.pin_pad {
            self.say(Area::Token, Standing::Good, "doctor-pin-pad", &arguments);
        }
        let (code, opens) = match token.pin {
            PinState::Ready => return true,
            PinState::FewTriesLeft => ("doctor-pin-few-left", true),
            PinState::LastTry => ("doctor-pin-last-try", true),
            PinState::Locked => ("doctor-pin-locked", false),
            PinState::NotSet => ("doctor-pin-not-set", false),
            PinState::ToBeChanged => ("doctor-pin-to-be-changed", false),
        };
        self.say(Area::Token, Standing::Attention, code, &arguments);
        opens
    }

    fn key_file(&mut self) -> Vec<CertificateChoice> {
        let Some((file, passphrase)) = self.asked.key else {
            return Vec::new();
        };
        let arguments = [("file", text(file.display()))];
        let bytes = match store::input::read(file, store::input::SMALL_LIMIT_BYTES) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.obstacles += 1;
                self.say_error(Area::KeyFile, Standing::Bad, &crate::Error::io(file, error));
                return Vec::new();
            }
        };
        match chooser::in_pkcs12(file, &bytes, passphrase, self.asked.environment.now()) {
            Err(error) => {
                self.obstacles += 1;
                self.say_error(Area::KeyFile, Standing::Bad, &error);
                Vec::new()
            }
            Ok(choices) => {
                self.say(Area::KeyFile, Standing::Good, "doctor-key-file", &arguments);
                let name = file
                    .file_name()
                    .map_or_else(String::new, |name| text(std::path::Path::new(name).display()));
                for choice in &choices {
                    // The chain of a key file is not to be chosen from.
                    if choice.private_key == Some(true) {
                        self.certificate(choice, &name, true);
                    }
                }
                choices
            }
        }
    }

    fn certificate(&mut self, choice: &CertificateChoice, place: &str, opens: bool) {
        let certificate = &choice.certificate;
        let lang = self.asked.lang;
        let mut arguments = vec![
            ("holder", certificate.holder.clone()),
            ("issuer", certificate.issuer.clone()),
            ("from", text(certificate.not_before.strftime("%d.%m.%Y"))),
            ("until", text(certificate.not_after.strftime("%d.%m.%Y"))),
            ("kind", certificate.algorithm.clone()),
            ("place", place.to_owned()),
        ];
        let mut finding = if choice.unsuitable.is_empty() {
            let guessed = certificate.purpose_basis == PurposeBasis::Names;
            let code = match (certificate.purpose, certificate.qualified.compliance) {
                (CertificatePurpose::Seal, true) => "doctor-certificate-seal-qualified",
                (CertificatePurpose::Seal, false) if guessed => "doctor-certificate-presumed-seal",
                (CertificatePurpose::Seal, false) => "doctor-certificate-seal",
                (CertificatePurpose::Signature, true) => "doctor-certificate-signature-qualified",
                (CertificatePurpose::Signature, false) if guessed => "doctor-certificate-presumed-signature",
                (CertificatePurpose::Signature, false) => "doctor-certificate-signature",
                (CertificatePurpose::Neither, _) => "doctor-certificate-neither",
            };
            if opens && certificate.purpose != CertificatePurpose::Neither {
                self.usable += 1;
            }
            self.finding(Area::Certificate, Standing::Good, code, &arguments)
        } else {
            let reasons = choice.unsuitable.iter();
            let reasons: Vec<String> = reasons
                .map(|reason| self.words.text(lang, reason.code(), &reason.arguments()))
                .collect();
            arguments.push(("reasons", reasons.join(" ")));
            let mut finding = self.finding(
                Area::Certificate,
                Standing::Attention,
                "doctor-certificate-unsuitable",
                &arguments,
            );
            let first = choice.unsuitable.first();
            finding.next = first.and_then(|reason| {
                let id = format!("{}.next", reason.code());
                self.words.try_text(lang, &id, &reason.arguments())
            });
            finding
        };
        finding.certificate = Some(choice.clone());
        (self.said)(&finding);
        let left = certificate.not_after.duration_since(self.asked.environment.now());
        if choice.unsuitable.is_empty() && left < ENDS_SOON {
            arguments.push(("days", text(left.as_hours() / 24)));
            self.say(
                Area::Certificate,
                Standing::Attention,
                "doctor-certificate-ends-soon",
                &arguments,
            );
        }
    }

    fn desk(&mut self) {
        let Some(folder) = self.asked.desk else { return };
        let arguments = [("file", text(folder.display()))];
        let code = if crate::Desk::exists(folder) {
            "doctor-desk"
        } else {
            "doctor-desk-none"
        };
        self.say(Area::Desk, Standing::Good, code, &arguments);
    }

    /// How old the snapshots of trusted lists are.
    fn lists(&mut self) {
        let Some(lists) = self.asked.lists else { return };
        let now = self.asked.environment.now();
        for refused in lists.refused() {
            self.say_error(Area::Trust, Standing::Attention, &refused.error);
        }
        for list in lists.list_of_lists().into_iter().chain(lists.lists()) {
            let day = |time: Timestamp| text(time.strftime("%d.%m.%Y"));
            let arguments = [
                ("territory", list.territory.clone()),
                ("sequence", text(list.sequence)),
                ("days", text(now.duration_since(list.issued).as_hours() / 24)),
                ("next", list.next_update.map(day).unwrap_or_default()),
            ];
            // A closed list has no next one.
            let (standing, code) = match (list.is_stale(now), list.next_update) {
                (true, _) => (Standing::Attention, "doctor-list-stale"),
                (false, Some(_)) => (Standing::Good, "doctor-list"),
                (false, None) => (Standing::Good, "doctor-list-closed"),
            };
            self.say(Area::Trust, standing, code, &arguments);
        }
    }

    fn network(&mut self, certificates: &[CertificateChoice]) {
        let Some(web) = self.asked.web else {
            self.say(Area::Network, Standing::Attention, "doctor-offline", &[]);
            return;
        };
        if self.asked.proxies.is_empty() {
            self.say(Area::Network, Standing::Good, "doctor-proxy-none", &[]);
        } else {
            let arguments = [("proxies", self.asked.proxies.join(", "))];
            self.say(Area::Network, Standing::Good, "doctor-proxies", &arguments);
        }
        let mut compared = false;
        for address in self.asked.tsas {
            compared |= self.time_stamp(web, address);
        }
        let mut ocsp: Vec<&String> = Vec::new();
        let mut crls: Vec<&String> = Vec::new();
        for choice in certificates {
            ocsp.extend(&choice.certificate.ocsp);
            crls.extend(&choice.certificate.crls);
        }
        if !compared {
            let mut addresses = self.asked.tsas.iter().chain(ocsp.iter().chain(&crls).copied());
            // The first server that tells its date will do.
            _ = addresses.any(|address| self.server_date(web, address));
        }
        for (mut addresses, is_crl) in [(ocsp, false), (crls, true)] {
            addresses.sort();
            addresses.dedup();
            for address in addresses {
                self.revocation(web, address, is_crl);
            }
        }
    }

    /// Compares the clock with the `Date` of a web server; whether it told one.
    fn server_date(&mut self, web: &dyn Web, address: &str) -> bool {
        let environment = self.asked.environment;
        let before = environment.now();
        let Ok(Some(there)) = web.date(address, PATIENCE) else {
            return false;
        };
        let after = environment.now();
        let uncertain = after.duration_since(before);
        let here = before.checked_add(uncertain / 2).unwrap_or(before);
        self.clock(host_of(address).unwrap_or(address), here, there, uncertain);
        true
    }

    /// Asks for a real time-stamp over random bytes; whether the clocks could be compared.
    fn time_stamp(&mut self, web: &dyn Web, address: &str) -> bool {
        let environment = self.asked.environment;
        let mut nothing = [0; 32];
        environment.random(&mut nothing);
        let tsa = Tsa::at(address);
        let name = tsa.name.clone();
        let before = environment.now();
        let result = Stamping {
            web,
            tsas: &[],
            count: &TakenTokens::default(),
            sizes: &TokenSizes::default(),
            random: &|buffer| environment.random(buffer),
            now: &|| environment.now(),
        }
        .ask(
            &tsa,
            ring::digest::digest(Imprint::Sha256.algorithm(), &nothing).as_ref(),
        );
        match result {
            Ok(token) => {
                // The token was made somewhere between the two; half of that is the best guess.
                let after = environment.now();
                let half = after.duration_since(before) / 2;
                let here = before.checked_add(half).unwrap_or(before);
                let policy = token.policy.clone();
                let arguments = [("tsa", name.clone()), ("policy", policy)];
                self.say(Area::TimeStamp, Standing::Good, "doctor-tsa", &arguments);
                self.clock(&name, here, token.time, after.duration_since(before));
                true
            }
            Err(TsaProblem::Clock { seconds }) => {
                self.obstacles += 1;
                self.clock_off(&name, seconds);
                true
            }
            Err(problem) => {
                self.obstacles += 1;
                let failure = TsaFailure { tsa: name, problem };
                self.say_error(Area::TimeStamp, Standing::Bad, &failure);
                false
            }
        }
    }

    fn clock(&mut self, name: &str, here: Timestamp, there: Timestamp, uncertain: SignedDuration) {
        let ahead = there.duration_since(here);
        if ahead.abs() > CLOCK_TOLERANCE {
            self.obstacles += 1;
            return self.clock_off(name, ahead.as_secs());
        }
        // Tokens often tell whole seconds, and the way takes its time.
        let remark = CLOCK_REMARK.max(uncertain);
        let (standing, code) = if ahead.abs() > remark {
            (Standing::Attention, "doctor-clock-differs")
        } else {
            (Standing::Good, "doctor-clock")
        };
        let arguments = [("tsa", name.to_owned()), ("seconds", text(ahead.as_secs().abs()))];
        let mut finding = self.finding(Area::Clock, standing, code, &arguments);
        finding.seconds_ahead = Some(ahead.as_secs());
        (self.said)(&finding);
    }

    fn clock_off(&mut self, name: &str, seconds: i64) {
        let arguments = [("tsa", name.to_owned()), ("seconds", text(seconds.abs()))];
        let mut finding = self.finding(Area::Clock, Standing::Bad, "doctor-clock-wrong", &arguments);
        finding.seconds_ahead = Some(seconds);
        (self.said)(&finding);
    }

    fn revocation(&mut self, web: &dyn Web, address: &str, is_crl: bool) {
        // An OCSPRequest with an empty list asks nothing; whoever answers at all can be reached (RFC 6960, 4.1.1).
        const EMPTY: &[u8] = &[0x30, 4, 0x30, 2, 0x30, 0];
        let host = host_of(address).unwrap_or(address).to_owned();
        let reply = web.ask(&Ask {
            url: address,
            body: (!is_crl).then_some(("application/ocsp-request", EMPTY)),
            accept: if is_crl {
                "application/pkix-crl"
            } else {
                "application/ocsp-response"
            },
            account: None,
            timeout: PATIENCE,
            max_bytes: LONGEST_CRL,
        });
        let (code, arguments) = match reply {
            Ok(reply) if is_crl && reply.status == 200 && reply.body.first() == Some(&0x30) => {
                ("doctor-crl", vec![("host", host)])
            }
            // To a question that asks nothing, an error in the form of OCSP is a good answer.
            Ok(reply)
                if !is_crl
                    && (reply.body.first() == Some(&0x30)
                        || reply.media_type == "application/ocsp-response") =>
            {
                ("doctor-ocsp", vec![("host", host)])
            }
            Ok(reply) => (
                "doctor-revocation-strange",
                vec![("host", host), ("status", text(reply.status))],
            ),
            Err(error) => {
                let said = self.words.text(self.asked.lang, error.code(), &error.arguments());
                (
                    "doctor-revocation-unreachable",
                    vec![("host", host), ("detail", said)],
                )
            }
        };
        let standing = if matches!(code, "doctor-crl" | "doctor-ocsp") {
            Standing::Good
        } else {
            Standing::Attention
        };
        self.say(Area::Revocation, standing, code, &arguments);
    }
}

/// The proxies that the settings of this process name, without user names and passwords.
pub fn proxies(variable: &dyn Fn(&str) -> Option<String>) -> Vec<String> {
    let mut proxies = Vec::new();
    for name in ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY"] {
        let value = variable(&name.to_lowercase()).or_else(|| variable(name));
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            let shown = match (value.split_once("://"), value.rsplit_once('@')) {
                (Some((scheme, _)), Some((_, host))) => format!("{scheme}://{host}"),
                (None, Some((_, host))) => host.to_owned(),
                _ => value,
            };
            proxies.push(format!("{name}={shown}"));
        }
    }
    proxies
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proxies_are_shown_without_their_passwords() {
        let variables = |name: &str| match name {
            "https_proxy" => Some("http://anna:geheim@proxy.example:3128".to_owned()),
            "NO_PROXY" => Some("localhost".to_owned()),
            _ => None,
        };
        assert_eq!(
            proxies(&variables),
            ["HTTPS_PROXY=http://proxy.example:3128", "NO_PROXY=localhost"]
        );
    }
}
