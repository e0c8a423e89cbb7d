//! Levels of seals on a desk: which one is wanted, which authorities give time-stamps, and what happens to an original
//! that does not reach it.
//!
//! Everything here is kept in the encrypted database, passwords of authorities included.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use seal::augment::{Online, Raise, Shortfall};
use seal::online::{NoWeb, Web};
use seal::sign::Level;
use seal::time_stamp::{Stamping, TokenCount, TokenSizes, Tsa, TsaFailure, TsaProblem};
use seal::validation_data::{Answers, Fetching};
use seal::verify::TrustRoots;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use wording::Explanation;

use crate::{Desk, Error, sealing};

/// Setting: [`Levels`] as JSON.
const LEVELS: &str = "levels";

/// What happens to a document whose seal does not reach the wanted level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IfMissed {
    /// It is refused, and nothing is sealed.
    Refuse,
    /// It is sealed at the level that is reached, held on the desk, and augmented later.
    #[default]
    Later,
}

/// The levels that are wanted, and who gives time-stamps.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct Levels {
    /// For every document whose procedure has none of its own.
    pub wanted: Level,
    /// By the key of the procedure.
    pub procedures: BTreeMap<String, Level>,
    /// What happens when the level is not reached.
    pub if_missed: IfMissed,
    /// Time-stamping authorities, the preferred one first.
    pub authorities: Vec<TimeStampAuthority>,
}

impl Default for Levels {
    fn default() -> Self {
        Self {
            wanted: Level::BB,
            procedures: BTreeMap::new(),
            if_missed: IfMissed::default(),
            authorities: Vec::new(),
        }
    }
}

impl Levels {
    /// The level wanted for documents of a procedure.
    pub fn of(&self, procedure: Option<&str>) -> Level {
        procedure
            .and_then(|key| self.procedures.get(key))
            .copied()
            .unwrap_or(self.wanted)
    }
}

/// A time-stamping authority.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TimeStampAuthority {
    /// Its address.
    pub url: String,
    /// The whole answer must be here within so many seconds; 0: the usual 15.
    pub timeout_s: u64,
    /// Most time-stamps within an hour.
    pub per_hour: Option<u32>,
    /// Most time-stamps within a day.
    pub per_day: Option<u32>,
    /// Policy to ask for, as dotted numbers.
    pub policy: Option<String>,
    /// User, where it wants one.
    pub user: Option<String>,
    /// Password of the user: taken in, kept encrypted, never given out again.
    #[serde(skip)]
    pub password: Option<SecretString>,
}

impl TimeStampAuthority {
    fn tsa(&self) -> Tsa {
        let usual = Tsa::at(&self.url);
        Tsa {
            timeout: match self.timeout_s {
                0 => usual.timeout,
                seconds => Duration::from_secs(seconds.min(300)),
            },
            account: self
                .user
                .clone()
                .map(|user| (user, self.password.clone().unwrap_or_default())),
            policy: self.policy.clone(),
            per_hour: self.per_hour,
            per_day: self.per_day,
            ..usual
        }
    }
}

/// As it is kept: with the passwords.
#[derive(Serialize, Deserialize)]
struct Kept {
    #[serde(flatten)]
    levels: Levels,
    /// By the address of the authority.
    #[serde(default)]
    passwords: BTreeMap<String, String>,
}

impl Desk {
    /// The levels that are wanted, and who gives time-stamps; without passwords.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn levels(&self) -> Result<Levels, Error> {
        let mut levels = self.levels_with_passwords()?;
        levels
            .authorities
            .iter_mut()
            .for_each(|authority| authority.password = None);
        Ok(levels)
    }

    fn levels_with_passwords(&self) -> Result<Levels, Error> {
        let Some(text) = self.store.read(|reading| reading.setting(LEVELS))? else {
            return Ok(Levels::default());
        };
        let text = zeroize::Zeroizing::new(text);
        let mut kept: Kept = serde_json::from_slice(&text).map_err(|_| store::Error::ValueUnreadable {
            table: "setting",
            column: "value",
        })?;
        for authority in &mut kept.levels.authorities {
            authority.password = kept.passwords.remove(&authority.url).map(SecretString::from);
        }
        Ok(kept.levels)
    }

    /// Sets the levels. An authority that is given without a password keeps the one it has.
    ///
    /// # Errors
    /// `online-address` when an address is none; `procedure-unknown`; the database cannot be written.
    pub fn set_levels(&self, levels: &Levels) -> Result<(), Error> {
        for authority in &levels.authorities {
            if seal::online::host_of(&authority.url).is_none() {
                return Err(Error::Web(seal::online::WebError::Address {
                    url: authority.url.clone(),
                }));
            }
        }
        let known = crate::procedures()?;
        if let Some(key) =
            (levels.procedures.keys()).find(|key| !known.iter().any(|procedure| procedure.key == **key))
        {
            return Err(Error::ProcedureUnknown {
                procedure: key.clone(),
            });
        }
        let before = self.levels_with_passwords()?;
        let password = |authority: &TimeStampAuthority| {
            let former = || {
                let same = before.authorities.iter().find(|one| one.url == authority.url);
                same.and_then(|one| one.password.clone())
            };
            authority.password.clone().or_else(former)
        };
        let passwords = levels
            .authorities
            .iter()
            .filter_map(|authority| {
                Some((
                    authority.url.clone(),
                    password(authority)?.expose_secret().to_owned(),
                ))
            })
            .collect();
        let kept = Kept {
            levels: levels.clone(),
            passwords,
        };
        let text = zeroize::Zeroizing::new(serde_json::to_vec(&kept).map_err(|_| {
            store::Error::ValueUnreadable {
                table: "setting",
                column: "value",
            }
        })?);
        let names: Vec<&str> = levels.authorities.iter().map(|one| one.url.as_str()).collect();
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            change.set_setting(LEVELS, Some(&text))?;
            change.record(
                "levels-set",
                None,
                &[
                    ("level", &sealing::level(levels.wanted)),
                    ("authorities", &names.join(", ")),
                ],
            )?;
            Ok(())
        })
    }

    /// Certificates at which chains end: the TEST root of a demonstration.
    pub(crate) fn trusted_roots(&self) -> Result<TrustRoots, Error> {
        let pem = self
            .store
            .read(|reading| reading.setting(crate::demo::TRUST_SETTING))?;
        Ok(pem
            .and_then(|pem| TrustRoots::from_pem(&pem).ok())
            .unwrap_or_default())
    }

    /// What raising levels needs, for one batch of documents.
    pub(crate) fn raising(&self) -> Result<Raising<'_>, Error> {
        let levels = self.levels_with_passwords()?;
        Ok(Raising {
            desk: self,
            tsas: levels.authorities.iter().map(TimeStampAuthority::tsa).collect(),
            levels,
            sizes: TokenSizes::default(),
            answers: Answers::default(),
            roots: self.trusted_roots()?,
            offline: AtomicBool::new(false),
            last: Mutex::new(Vec::new()),
        })
    }

    /// The network, as tests may replace it.
    pub(crate) fn web(&self) -> Arc<dyn Web> {
        self.web.clone().unwrap_or_else(|| {
            match seal::online::http::HttpWeb::new(None) {
                Ok(web) => Arc::new(web),
                // Only roots that were given could be unreadable.
                Err(_) => Arc::new(NoWeb),
            }
        })
    }

    /// This desk, asking another network than the real one: for tests.
    #[must_use]
    pub fn with_web(mut self, web: Arc<dyn Web>) -> Self {
        self.web = Some(web);
        self
    }
}

/// Everything that levels above B-B need, for a batch: what was learnt from one document serves the next.
pub(crate) struct Raising<'a> {
    desk: &'a Desk,
    pub levels: Levels,
    tsas: Vec<Tsa>,
    sizes: TokenSizes,
    answers: Answers,
    roots: TrustRoots,
    /// No authority answered: the rest of the batch does not wait for each of them again.
    offline: AtomicBool,
    /// What the authorities said then.
    last: Mutex<Vec<Explanation>>,
}

/// What raising a level came to.
pub(crate) struct Raised {
    /// To append to the file; empty when the level is no higher than before.
    pub appended: Vec<u8>,
    /// The level that is in the file with it.
    pub level: Level,
    /// The wanted level is reached.
    pub reached: bool,
    /// Why not, or what failed on the way.
    pub reasons: Vec<Explanation>,
}

impl Raising<'_> {
    /// Works with everything that is asked outside.
    pub fn online<T>(&self, work: impl FnOnce(&Online<'_>) -> T) -> T {
        let environment = self.desk.store.environment();
        let web: Arc<dyn Web> = if self.offline.load(Ordering::Relaxed) {
            Arc::new(NoWeb)
        } else {
            self.desk.web()
        };
        let count = Count { desk: self.desk };
        work(&Online {
            stamping: Stamping {
                web: &*web,
                tsas: &self.tsas,
                count: &count,
                sizes: &self.sizes,
                random: &|buffer| environment.random(buffer),
                now: &|| environment.now(),
            },
            fetching: Fetching::default(),
            answers: &self.answers,
            trust: &self.roots,
            certificates: &[],
        })
    }

    /// The reasons as a person reads them. When no authority could be reached at all, the others of the batch do not
    /// wait for each of them again.
    pub fn told(&self, reasons: &[Shortfall], reached: bool) -> Vec<Explanation> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if !reached && self.offline.load(Ordering::Relaxed) {
            return last.clone();
        }
        let told: Vec<Explanation> = reasons.iter().map(|reason| self.desk.explain(reason)).collect();
        let silent = |reason: &Shortfall| {
            matches!(
                reason,
                Shortfall::Tsa(TsaFailure {
                    problem: TsaProblem::Web(_),
                    ..
                })
            )
        };
        if !reached && !reasons.is_empty() && reasons.iter().all(silent) {
            last.clone_from(&told);
            self.offline.store(true, Ordering::Relaxed);
        }
        told
    }

    /// Raises a file that was sealed at `before` to a level, as far as the network lets.
    ///
    /// # Errors
    /// Nothing can be added to the file at all.
    pub fn raise(
        &self,
        file: &[u8],
        password: Option<&str>,
        before: Level,
        wanted: Level,
    ) -> Result<Raised, Error> {
        let raise = Raise::To(wanted);
        let augmented = self.online(|online| seal::augment::augment(file, password, raise, online))?;
        let reached = augmented.reached(raise);
        let reasons = self.told(&augmented.reasons, reached);
        let higher = reached || augmented.level.is_some_and(|level| level > before);
        Ok(Raised {
            appended: if higher { augmented.appended } else { Vec::new() },
            level: augmented.level.filter(|_| higher).unwrap_or(before),
            reached,
            reasons,
        })
    }
}

/// Counts tokens in the database, where other windows and commands see them.
struct Count<'a> {
    desk: &'a Desk,
}

impl TokenCount for Count<'_> {
    fn taken(&self, tsa: &str, since: Timestamp) -> u32 {
        // A count that cannot be read counts as reached: an agreed limit is not broken for a fault of ours.
        self.desk
            .store
            .read(|reading| reading.tokens_taken(tsa, since))
            .unwrap_or(u32::MAX)
    }

    fn took(&self, tsa: &str, at: Timestamp) {
        // The token is there; that it could not be counted is no reason to throw it away.
        let _ = self
            .desk
            .store
            .change(&self.desk.actor, |change| change.token_taken(tsa, at));
    }
}
