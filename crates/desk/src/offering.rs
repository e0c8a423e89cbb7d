//! Originals for a platform that was put back from a backup: what it had acknowledged since, and lost, is offered again.
//!
//! A desk keeps each registration as it was sent. When the platform's epoch is another one, it asks which of them are
//! there; what is missing goes back into the outbox under the operation it had, so that a platform that does know it
//! answers as it did before. All of it is journalled.

use std::collections::HashSet;

use sync::http::Connection;
use sync::wire::Registration;
use sync::wire::originals::{Claimed, MOST_CLAIMED};

use crate::{Cancel, Desk, Error};

/// Setting: the platform began a new life, and what it has of this desk's originals is not known. Its value: how many
/// were offered again so far.
const TO_COMPARE: &str = "originals-to-compare";

/// The platform was restored: what it has is to be asked for. Within the change that notes it.
pub(crate) fn compare_later(change: &store::Change<'_>) -> Result<(), store::Error> {
    match change.setting(TO_COMPARE)? {
        // Restored once more before all was asked: everything is asked from the beginning.
        Some(_) => Ok(()),
        None => change.set_setting(TO_COMPARE, Some(b"0")),
    }
}

impl Desk {
    /// Where the platform was restored: asks which of this desk's originals it has, and queues the others again. Gives
    /// their number, and what kept it from asking: the next run asks then.
    pub(crate) fn offer_lost_again(
        &self,
        connection: &Connection,
        cancel: &Cancel,
    ) -> Result<(u32, Option<sync::Error>), Error> {
        let begun = self.store.read(|reading| reading.setting_text(TO_COMPARE))?;
        let Some(begun) = begun else {
            return Ok((0, None));
        };
        let before: u32 = begun.parse().unwrap_or(0);
        let (mut offered, mut last) = (0, None);
        loop {
            let page = self
                .store
                .read_everything(|reading| reading.acknowledged(last.as_ref(), MOST_CLAIMED))?;
            if page.is_empty() {
                break;
            }
            let known: Vec<(store::Acknowledged, Registration)> = page
                .iter()
                .filter_map(|row| Some((row.clone(), serde_json::from_str(&row.content).ok()?)))
                .collect();
            last = page.into_iter().next_back();
            let claims: Vec<Claimed> = known
                .iter()
                .map(|(_, registration)| Claimed {
                    identifier_sha256: store::digest(registration.identifier.canonical().as_bytes()),
                    sha256: registration.sha256,
                })
                .collect();
            let missing = self.with_ambient(&|_| {}, cancel, |ambient| {
                sync::http::missing_originals(connection, &claims, ambient)
            });
            let missing: HashSet<_> = match missing {
                Ok(Some(missing)) => missing.into_iter().collect(),
                // A platform of an earlier version cannot say.
                Ok(None) => break,
                Err(error @ sync::Error::Local(_)) => return Err(error.into()),
                Err(error) => return Ok((offered, Some(error))),
            };
            offered += self.queue_again(
                before + offered,
                known
                    .into_iter()
                    .zip(claims)
                    .filter(|(_, claim)| missing.contains(&claim.identifier_sha256))
                    .map(|(known, _)| known),
            )?;
        }
        self.compared(before + offered)?;
        Ok((offered, None))
    }

    /// All is asked for. What was lost is something that people must see.
    fn compared(&self, lost: u32) -> Result<(), Error> {
        self.store.change(&self.actor, |change| -> Result<(), Error> {
            change.set_setting(TO_COMPARE, None)?;
            if lost == 0 {
                return Ok(());
            }
            let epoch = change.setting_text(crate::sharing::EPOCH)?.unwrap_or_default();
            let code = "platform-lost-originals";
            let arguments = serde_json::json!({ "count": lost.to_string() }).to_string();
            if change.raise_alarm(
                code,
                &epoch,
                &arguments,
                &format!("epoch {epoch}\noriginals {lost}"),
            )? {
                change.record("alarm-raised", None, &[("code", code)])?;
            }
            Ok(())
        })
    }

    fn queue_again(
        &self,
        before: u32,
        lost: impl Iterator<Item = (store::Acknowledged, Registration)>,
    ) -> Result<u32, Error> {
        self.store
            .change_everything(&self.actor, |change| -> Result<u32, Error> {
                let mut count = 0;
                for (row, registration) in lost {
                    let document = change.document(row.document)?;
                    change.offer_again(&store::NewOperation {
                        op: row.op,
                        dossier: document.dossier,
                        document: row.document,
                        sha256: registration.sha256,
                        size_bytes: registration.size_bytes,
                        content: row.content,
                    })?;
                    change.record(
                        "original-offered-again",
                        Some(document.dossier),
                        &[
                            ("title", &document.title),
                            (
                                "identifier",
                                &crate::sealing::first_group(&registration.identifier),
                            ),
                            ("seq", &row.seq.to_string()),
                        ],
                    )?;
                    count += 1;
                }
                if count > 0 {
                    change.set_setting(TO_COMPARE, Some((before + count).to_string().as_bytes()))?;
                }
                Ok(count)
            })
    }
}
