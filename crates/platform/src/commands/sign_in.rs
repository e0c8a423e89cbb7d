//! How people sign in: the issuer that the operator names.

use std::path::PathBuf;

use jiff::SignedDuration;
use platform::Error;
use platform::oidc::Issuer;
use seal::online::http::HttpWeb;

/// Where people sign in, and whether they must.
#[derive(clap::Args)]
pub struct SignInArguments {
    /// Address of an OpenID Connect issuer at which people sign in from their desk.
    #[arg(
        long,
        value_name = "URL",
        requires = "oidc_client",
        env = "GREFFE_PLATFORM_OIDC_ISSUER"
    )]
    oidc_issuer: Option<String>,
    /// What desks are called there: a public client with the redirect http://127.0.0.1/ (any port) and PKCE.
    #[arg(
        long,
        value_name = "ID",
        requires = "oidc_issuer",
        env = "GREFFE_PLATFORM_OIDC_CLIENT"
    )]
    oidc_client: Option<String>,
    /// Certificates of the authority of the issuer's TLS certificate, PEM, besides those the system trusts.
    #[arg(long, value_name = "FILE", requires = "oidc_issuer")]
    oidc_ca: Option<PathBuf>,
    /// A desk acts only for people who are signed in on it.
    #[arg(long, requires = "oidc_issuer")]
    sign_in_required: bool,
    /// Hours that a sign-in lasts.
    #[arg(long, default_value_t = 10, value_name = "HOURS", value_parser = clap::value_parser!(i64).range(1..=168))]
    sign_in_hours: i64,
}

impl SignInArguments {
    /// `None` where no issuer is named.
    pub fn issuer(&self) -> Result<Option<Issuer>, Error> {
        let (Some(url), Some(client)) = (&self.oidc_issuer, &self.oidc_client) else {
            return Ok(None);
        };
        let wrong = |what: String| Error::SignInSettings { what };
        let authority = self
            .oidc_ca
            .as_ref()
            .map(|path| std::fs::read(path).map_err(|_| wrong(format!("--oidc-ca {}", path.display()))));
        let web =
            HttpWeb::new(authority.transpose()?.as_deref()).map_err(|error| wrong(error.to_string()))?;
        let lasts = SignedDuration::from_hours(self.sign_in_hours);
        let issuer = Issuer::new(url, client, self.sign_in_required, lasts, Box::new(web));
        issuer
            .map(Some)
            .ok_or_else(|| wrong(format!("--oidc-issuer {url}")))
    }
}
