//! How the desk seals: levels, time-stamping authorities, visible seals.

use std::collections::HashMap;

use ::desk::visible::VisibleSealSetting;
use ::desk::{Desk, IfMissed, Levels, TimeStampAuthority};
use model::window::{AuthoritySetting, SealSettings};
use seal::sign::Level;
use tauri::State;

use super::{Secret, word};
use crate::shell::{Answer, Shell};

/// The settings, without passwords.
#[tauri::command]
pub async fn seal_settings(shell: State<'_, Shell>) -> Answer<SealSettings> {
    shell.call(read).await
}

/// Keeps them; `passwords` are those of authorities that get a new one, by address. An authority without one keeps the
/// one it has.
#[tauri::command]
pub async fn save_seal_settings(
    settings: SealSettings,
    passwords: HashMap<String, Secret>,
    shell: State<'_, Shell>,
) -> Answer<SealSettings> {
    shell
        .call(move |desk| {
            let before = desk.levels()?;
            desk.set_levels(&levels(settings.clone(), passwords, &before))?;
            let visible = desk.visible_seals()?;
            if visible.on != settings.visible_seal {
                desk.set_visible_seals(&VisibleSealSetting {
                    on: settings.visible_seal,
                    ..visible
                })?;
            }
            read(desk)
        })
        .await
}

fn read(desk: &Desk) -> Result<SealSettings, ::desk::Error> {
    let levels = desk.levels()?;
    Ok(SealSettings {
        wanted: word(&levels.wanted),
        procedures: levels
            .procedures
            .iter()
            .map(|(key, level)| (key.clone(), word(level)))
            .collect(),
        refuse_missed: levels.if_missed == IfMissed::Refuse,
        authorities: levels
            .authorities
            .into_iter()
            .map(|authority| AuthoritySetting {
                url: authority.url,
                timeout_s: authority.timeout_s,
                per_hour: authority.per_hour,
                per_day: authority.per_day,
                policy: authority.policy,
                user: authority.user,
            })
            .collect(),
        visible_seal: desk.visible_seals()?.on,
    })
}

/// A word that is no level changes nothing.
fn level(word: &str, before: Level) -> Level {
    serde_json::from_value(serde_json::Value::String(word.to_owned())).unwrap_or(before)
}

fn levels(settings: SealSettings, mut passwords: HashMap<String, Secret>, before: &Levels) -> Levels {
    Levels {
        wanted: level(&settings.wanted, before.wanted),
        procedures: settings
            .procedures
            .iter()
            .map(|(key, word)| (key.clone(), level(word, before.of(Some(key)))))
            .collect(),
        if_missed: if settings.refuse_missed {
            IfMissed::Refuse
        } else {
            IfMissed::Later
        },
        authorities: settings
            .authorities
            .into_iter()
            .map(|authority| TimeStampAuthority {
                password: passwords.remove(&authority.url).map(|secret| secret.0),
                url: authority.url,
                timeout_s: authority.timeout_s,
                per_hour: authority.per_hour,
                per_day: authority.per_day,
                policy: authority.policy,
                user: authority.user,
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_is_no_level_changes_nothing() {
        let before = Levels {
            wanted: Level::BT,
            ..Levels::default()
        };
        let settings = SealSettings {
            wanted: "B-X".to_owned(),
            procedures: [("p".to_owned(), "B-LTA".to_owned())].into(),
            refuse_missed: true,
            ..SealSettings::default()
        };
        let levels = levels(settings, HashMap::new(), &before);
        assert_eq!(levels.wanted, Level::BT);
        assert_eq!(levels.procedures.get("p"), Some(&Level::BLta));
        assert_eq!(levels.if_missed, IfMissed::Refuse);
    }
}
