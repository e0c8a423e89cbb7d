//! Whether sealing would work here, told finding by finding.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use ::desk::Cancel;
use ::desk::doctor::{Examination, Finding, examine, proxies};
use model::window::{DoctorFinding, Work};
use seal::key::known_modules;
use seal::online::http::HttpWeb;
use seal::online::{Ask, Reply, Web, WebError};
use tauri::State;
use tauri::ipc::Channel;
use wording::Explanation;

use super::word;
use crate::files::without_folders;
use crate::shell::{Answer, Shell};

/// Looks at everything; each finding is told at once, and all of them are the answer. Cancelling ends what is asked of
/// the network and tells nothing more.
#[tauri::command]
pub async fn doctor(findings: Channel<DoctorFinding>, shell: State<'_, Shell>) -> Answer<Vec<DoctorFinding>> {
    let (folder, environment) = (shell.desk_folder().to_owned(), shell.environment());
    let lang = shell.settings().lang;
    shell
        .cancellable(Work::Doctor, move |desk, cancel| {
            let levels = desk.levels()?;
            let tsas: Vec<String> = levels
                .authorities
                .into_iter()
                .map(|authority| authority.url)
                .collect();
            let modules = known_modules();
            let http = HttpWeb::new(None).ok().map(|web| Stoppable {
                web,
                cancel: cancel.clone(),
            });
            let proxies = proxies(&|name| std::env::var(name).ok());
            let asked = Examination {
                modules: &modules,
                key: None,
                tsas: &tsas,
                web: http.as_ref().map(|http| http as &dyn Web),
                proxies: &proxies,
                lists: None,
                desk: Some(&folder),
                environment: &*environment,
                lang,
            };
            let told = Mutex::new(Vec::new());
            examine(&asked, &mut |finding| {
                if cancel.is_cancelled() {
                    return;
                }
                let finding = modules
                    .iter()
                    .chain([&folder])
                    .fold(shown(finding), |finding, path| hidden(finding, path));
                // A window that is closing hears nothing more.
                let _ = findings.send(finding.clone());
                told.lock().unwrap_or_else(PoisonError::into_inner).push(finding);
            });
            Ok::<_, ::desk::Error>(told.into_inner().unwrap_or_else(PoisonError::into_inner))
        })
        .await
}

fn shown(finding: &Finding) -> DoctorFinding {
    DoctorFinding {
        area: word(&finding.area),
        standing: word(&finding.standing),
        code: finding.code.clone(),
        message: finding.message.clone(),
        next: finding.next.clone(),
    }
}

/// Where files lie is not for the web view.
fn hidden(finding: DoctorFinding, path: &std::path::Path) -> DoctorFinding {
    let told = Explanation {
        code: finding.code.clone(),
        sentence: finding.message,
        next: finding.next,
    };
    let told = without_folders(told, path);
    DoctorFinding {
        message: told.sentence,
        next: told.next,
        ..finding
    }
}

/// The network, until somebody cancels.
struct Stoppable {
    web: HttpWeb,
    cancel: Cancel,
}

impl Web for Stoppable {
    fn ask(&self, ask: &Ask<'_>) -> Result<Reply, WebError> {
        if self.cancel.is_cancelled() {
            return Err(WebError::Offline);
        }
        self.web.ask(ask)
    }

    fn date(&self, url: &str, timeout: Duration) -> Result<Option<jiff::Timestamp>, WebError> {
        if self.cancel.is_cancelled() {
            return Err(WebError::Offline);
        }
        self.web.date(url, timeout)
    }
}
