//! What a real desk answered, for an ordinary browser: `recorded/<command>.json` beside the page holds a list of
//! arguments and answers. What was not recorded is refused in so many words; nothing is made up.

use serde::Deserialize;
use serde_json::Value;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;
use wording::Explanation;

use super::{Answer, refusal};

#[derive(Deserialize)]
struct Recorded {
    arguments: Value,
    #[serde(default)]
    answer: Value,
    #[serde(default)]
    refusal: Option<Explanation>,
}

/// The answer to the same arguments, else to the first that were recorded: as text, as the shell's answers come.
pub async fn answer(command: &'static str, arguments: Value) -> Answer<String> {
    let missing = || {
        refusal(
            "browser-not-recorded",
            &format!("« {command} » n’a pas été enregistré pour le navigateur."),
            Some("Ouvrez la fenêtre de Greffe : elle travaille avec un vrai poste."),
        )
    };
    let text = fetch(&format!("recorded/{command}.json"))
        .await
        .ok_or_else(missing)?;
    let recorded: Vec<Recorded> = serde_json::from_str(&text)
        .map_err(|error| refusal("browser-data", &format!("{command}: {error}"), None))?;
    let position = recorded
        .iter()
        .position(|one| one.arguments == arguments)
        .unwrap_or(0);
    let found = recorded.into_iter().nth(position).ok_or_else(missing)?;
    if let Some(refusal) = found.refusal {
        return Err(refusal);
    }
    Ok(found.answer.to_string())
}

async fn fetch(address: &str) -> Option<String> {
    let window = web_sys::window()?;
    let response: Response = JsFuture::from(window.fetch_with_str(address))
        .await
        .ok()?
        .dyn_into()
        .ok()?;
    if !response.ok() {
        return None;
    }
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}
