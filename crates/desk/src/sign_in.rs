//! Sign-in of the person at this desk with OpenID Connect, where the platform wants or offers it.

use sync::http::Browser;
use sync::wire::sign_in::SignInAnswer;

use crate::{Cancel, Desk, Error};

impl Desk {
    /// Signs the person in on this desk at the issuer that the platform names: `open` is given the address for their own
    /// browser, which shows `done` when it has come back. Waits for that, ten minutes at most. From then on the platform
    /// lets the desk act for them, for the hours that it has set. Anybody who has opened the desk may do it.
    ///
    /// # Errors
    /// `desk-not-enrolled`; the codes `sign-in-…`; the platform cannot be reached; the caller cancelled.
    pub fn sign_in(&self, open: &dyn Fn(&str), done: &str, cancel: &Cancel) -> Result<SignInAnswer, Error> {
        let connection = self.connection()?;
        let browser = Browser {
            open,
            done,
            extra_ca_pem: connection.extra_ca_pem.as_deref(),
        };
        let answer = self.with_ambient(&|_| {}, cancel, |ambient| {
            sync::http::sign_in(&connection, &browser, ambient)
        })?;
        self.store.change(&self.actor, |change| {
            change.record(
                "person-signed-in",
                None,
                &[("name", answer.name.as_str()), ("person", answer.person.as_str())],
            )
        })?;
        Ok(answer)
    }

    /// Nobody is signed in on this desk any more.
    ///
    /// # Errors
    /// `desk-not-enrolled`; the platform cannot be reached.
    pub fn sign_out(&self) -> Result<(), Error> {
        let connection = self.connection()?;
        self.with_ambient(&|_| {}, &Cancel::default(), |ambient| {
            sync::http::sign_out(&connection, ambient)
        })?;
        self.store.change(&self.actor, |change| {
            change.record("person-signed-out", None, &[])
        })?;
        Ok(())
    }
}
