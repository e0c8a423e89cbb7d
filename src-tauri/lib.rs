//! The desktop shell: one window over [`desk`], by Tauri.
//!
//! Owns: the window, the commands the web view may call, the paths behind the tokens it gets, the idle lock.
//! Must not: hold business logic; let the folders of a chosen file, a passphrase or a key cross to the web view; load anything
//! remote.
//!
//! The desk's folder comes from `--desk DIR`, else from `GREFFE_DESK`, else it is the program's own data folder;
//! `--seal-key FILE` (else `GREFFE_SEAL_KEY`) offers a key in the dialogue for sealing. A link `greffe://…`, an identifier or
//! an address with one is opened once the desk is unlocked.

mod background;
mod begin;
mod commands;
mod files;
mod idle;
mod notices;
mod one;
mod shell;
mod start;

use std::ffi::OsString;
use std::process::ExitCode;

use model::window::WindowEvent;
use tauri::{DragDropEvent, Manager, WebviewWindowBuilder};
use tauri_plugin_window_state::StateFlags;

use shell::Shell;

/// The messages of the shell itself.
pub(crate) const MESSAGES: wording::Sources = wording::sources!("locales");

/// Opens the window and stays until it is closed.
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let options = match start::Options::parse(arguments) {
        Ok(options) => options,
        Err(sentence) => {
            eprintln!("{sentence}");
            return ExitCode::from(2);
        }
    };
    let outcome = one::guard(tauri::Builder::default(), &options)
        .plugin(
            tauri_plugin_window_state::Builder::new()
                .with_state_flags(KEPT)
                .build(),
        )
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(tauri::generate_handler![
            commands::settings::start,
            commands::settings::save_settings,
            commands::settings::active,
            commands::settings::watch,
            commands::desk::create_desk,
            commands::desk::unlock,
            commands::desk::lock,
            commands::desk::desk,
            commands::desk::change_passphrase,
            commands::dossiers::dossiers,
            commands::dossiers::create_dossier,
            commands::dossiers::dossier,
            commands::documents::document,
            commands::documents::choose,
            commands::documents::import,
            commands::documents::read_version,
            commands::documents::export_version,
            commands::documents::validate,
            commands::keys::token_certificates,
            commands::keys::file_certificates,
            commands::sealing::seal,
            commands::sealing::augmentations,
            commands::sealing::augment,
            commands::sealing::send_as_is,
            commands::looking::look_at_version,
            commands::looking::read_revision,
            commands::looking::version_ahead,
            commands::looking::try_stamp,
            commands::looking::stamped_trial,
            commands::looking::last_stamp_place,
            commands::looking::leftover_batch,
            commands::looking::drop_leftover_batch,
            commands::looking::save_batch_sheet,
            commands::seal_settings::seal_settings,
            commands::seal_settings::save_seal_settings,
            commands::doctor::doctor,
            commands::platform::outbox,
            commands::platform::enrol,
            commands::platform::sync,
            commands::platform::retry,
            commands::work::cancel,
            commands::work::pause,
            commands::work::explain,
            commands::people::people,
            commands::people::accesses,
            commands::people::add_person,
            commands::people::change_person,
            commands::people::person_leaves,
            commands::people::grant_access,
            commands::people::give_passphrase,
            commands::people::remove_access,
            commands::people::make_recovery_key,
            commands::people::keychain_may_open,
            commands::people::unlock_with_keychain,
            commands::people::remembered_here,
            commands::people::remember_here,
            commands::people::forget_here,
            commands::people::forget_computer,
            commands::sharing::conflicts,
            commands::sharing::decide_conflict,
            commands::sharing::waiting_records,
            commands::sharing::give_up_change,
            commands::sharing::alarms,
            commands::sharing::confirm_alarm,
            commands::sharing::watch_log_anew,
            commands::sharing::accept_log_policy,
            commands::platform::sign_in,
            commands::platform::sign_out,
            commands::procedures::migrate_dossier,
            commands::people::begin,
            commands::people::recover,
            commands::circuits::inbox,
            commands::circuits::circuits_of_document,
            commands::circuits::circuit_rules,
            commands::circuits::start_circuit,
            commands::circuits::act_on_circuit,
            commands::circuits::tasks_of_dossier,
            commands::circuits::add_task,
            commands::circuits::set_task_done,
            commands::circuits::notes_of_dossier,
            commands::circuits::add_note,
            commands::circuits::edit_note,
            commands::circuits::mention_seen,
            commands::circuits::delegations,
            commands::circuits::delegate,
            commands::circuits::revoke_delegation,
            commands::letters::letter_templates,
            commands::letters::begin_letter,
            commands::letters::redraft_letter,
            commands::letters::is_letter,
            commands::letters::letter_drafts,
            commands::letters::letter_draft,
            commands::letters::preview_letter,
            commands::letters::save_letter_draft,
            commands::letters::discard_letter_draft,
            commands::letters::finish_letter,
            commands::letters::letterhead,
            commands::letters::set_letterhead,
            commands::letters::check_letter_template,
            commands::letters::import_letter_template,
            commands::letters::retire_letter_template,
            commands::letters::export_letter_template,
            commands::letters::try_letter_batch,
            commands::letters::begin_letter_batch,
            commands::letters::run_letter_batch,
            commands::letters::letter_batches,
            commands::letters::letter_batch_items,
            commands::letters::abandon_letter_batch,
            commands::picking::pick,
            commands::sealing::sign,
            commands::deadlines::deadlines,
            commands::deadlines::deadlines_due,
            commands::deadlines::add_deadline,
            commands::deadlines::dossier_days,
            commands::deadlines::set_dossier_day,
            commands::deadlines::act_on_deadline,
            commands::deadlines::new_reminders,
            commands::deadlines::forwarding,
            commands::deadlines::forward_request,
            commands::deadlines::authorities,
            commands::procedures::procedures,
            commands::procedures::procedure_versions,
            commands::procedures::procedure,
            commands::procedures::check_procedure,
            commands::procedures::import_procedure,
            commands::procedures::holidays,
            commands::procedures::import_holidays,
            commands::intake::unfiled,
            commands::intake::read_unfiled,
            commands::intake::file_into,
            commands::intake::set_aside,
            commands::intake::watched_folder,
            commands::intake::choose_watched_folder,
            commands::intake::change_watching,
            commands::intake::stop_watching,
            commands::intake::save_separator_sheet,
            commands::intake::pull_original,
            commands::versions::add_version,
            commands::versions::rename_document,
            commands::versions::set_document_kind,
            commands::versions::set_procedure_document,
            commands::versions::documents_of_procedure,
            commands::versions::move_document,
            commands::versions::withdraw_document,
            commands::versions::reinstate_document,
            commands::versions::supersede,
            commands::versions::mail,
            commands::versions::record_seen,
            commands::safety::backups,
            commands::safety::choose_backup_folder,
            commands::safety::save_backup_settings,
            commands::safety::back_up,
            commands::safety::offered_backups,
            commands::safety::check_backup,
            commands::safety::check_desk,
            commands::safety::journal,
            commands::safety::journal_kinds,
            commands::safety::verify_journal,
            commands::safety::journal_key,
            commands::safety::export_journal,
            commands::retention::retention_due,
            commands::retention::retention_undecided,
            commands::retention::retention_reevaluations,
            commands::retention::adopt_retention,
            commands::retention::set_validity_end,
            commands::retention::retention_tables,
            commands::retention::check_retention_table,
            commands::retention::import_retention_table,
            commands::retention::holds,
            commands::retention::place_hold,
            commands::retention::release_hold,
            commands::retention::dispositions,
            commands::retention::disposition,
            commands::retention::disposition_items,
            commands::retention::propose_disposition,
            commands::retention::notify_archives,
            commands::retention::appraise,
            commands::retention::deliver_disposition,
            commands::retention::record_receipt,
            commands::retention::confirm_disposition,
            commands::retention::destroy_disposition,
            commands::retention::withdraw_disposition,
            commands::retention::save_disposition_list,
            commands::retention::save_disposition_certificate,
            commands::retention::export_dossier,
            commands::retention::key_figures,
            commands::retention::save_key_figures,
            commands::retention::save_open_data,
            commands::dossiers::dossier_page,
            commands::dossiers::facets,
            commands::dossiers::search,
            commands::dossiers::search_problems,
            commands::dossiers::read_texts_again,
            commands::dossiers::saved_searches,
            commands::dossiers::save_search,
            commands::dossiers::rename_saved_search,
            commands::dossiers::remove_saved_search,
            commands::dossiers::tags,
            commands::dossiers::open_new_dossier,
            commands::dossiers::dossier_procedure,
            commands::dossiers::history,
            commands::dossiers::documents_of,
            commands::dossiers::related_documents,
            commands::dossiers::correctable_documents,
            commands::dossiers::change_subject,
            commands::dossiers::classify,
            commands::dossiers::change_tags,
            commands::dossiers::set_confidentiality,
            commands::dossiers::link_dossiers,
            commands::dossiers::unlink_dossiers,
            commands::dossiers::add_party,
            commands::dossiers::change_party,
            commands::dossiers::remove_party,
            commands::dossiers::change_state,
            commands::dossiers::closing_blockers,
            commands::dossiers::close_dossier,
            commands::dossiers::reopen_dossier,
            commands::dossiers::numbering,
            commands::dossiers::set_numbering,
            commands::dossiers::classification_plan,
            commands::dossiers::import_classification_plan,
            commands::directory::contacts,
            commands::directory::contact,
            commands::directory::add_contact,
            commands::directory::change_contact,
            commands::directory::contacts_like,
            commands::directory::duplicates,
            commands::directory::merge_contacts,
            commands::directory::undo_merge,
            commands::directory::import_contacts,
            commands::directory::export_contacts,
            commands::settings::opening,
            commands::dossiers::search_typing,
            commands::dossiers::dossier_of_reference,
            commands::dossiers::renumber,
            commands::intake::original_here,
            commands::retention::save_disposition_notice,
            commands::desk::demonstrate,
            commands::desk::leave_demonstration,
            commands::keys::key_file,
            commands::keys::remember_key_file,
            commands::restoring::backups_to_restore,
            commands::restoring::restore_desk,
            commands::keys::kept_key_file,
            commands::directory::contact_page,
        ])
        .setup(move |app| {
            let folders = start::Folders::of(app, &options)?;
            let shell = Shell::new(folders, options.seal_key.as_deref());
            let zoom = shell.zoom();
            app.manage(shell.clone());
            if let Some(what) = options.open.clone() {
                shell.ask(what);
            }
            let config = app
                .config()
                .app
                .windows
                .first()
                .ok_or("the window is not configured")?
                .clone();
            let window = WebviewWindowBuilder::from_config(app, &config)?
                // The front end is all there is: nothing else is ever opened in the window.
                .on_navigation(|url| url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost"))
                .initialization_script(begin::script(&shell))
                .build()?;
            window.set_zoom(zoom)?;
            // What runs behind the window can wait for it.
            background::look_after(shell.clone())?;
            notices::watch(shell.clone(), app.handle().clone())?;
            idle::watch(shell)?;
            Ok(())
        })
        .on_window_event(|window, event| {
            if let tauri::WindowEvent::DragDrop(drag) = event {
                let shell = window.state::<Shell>();
                shell.tell(match drag {
                    DragDropEvent::Enter { .. } => WindowEvent::DragOver,
                    DragDropEvent::Drop { paths, .. } => WindowEvent::Dropped {
                        files: shell.files().offer(paths),
                    },
                    DragDropEvent::Leave => WindowEvent::DragLeft,
                    _ => return,
                });
            }
        })
        .build(tauri::generate_context!())
        .map(|app| {
            app.run(|app, event| {
                one::heed(app, &event);
                // A link on macOS comes as an event, elsewhere as an argument of a second start.
                #[cfg(target_os = "macos")]
                if let tauri::RunEvent::Opened { urls } = &event {
                    open_links(app, urls.iter().map(|url| url.to_string()));
                }
            });
        });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            one::again_after(&error);
            eprintln!("The window could not be opened: {error}");
            ExitCode::FAILURE
        }
    }
}

/// What of the window is kept for the next start. Whether it is visible is not: it always is.
const KEPT: StateFlags = StateFlags::SIZE
    .union(StateFlags::POSITION)
    .union(StateFlags::MAXIMIZED);

/// Opens links that came from the system.
#[cfg(target_os = "macos")]
fn open_links(app: &tauri::AppHandle, links: impl Iterator<Item = String>) {
    one::forward(app);
    let Some(shell) = app.try_state::<Shell>() else {
        return;
    };
    for link in links {
        match model::opening::Opening::read(&link) {
            Some(what) => shell.ask(what),
            None => shell.tell(WindowEvent::NothingToOpen),
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_messages_of_the_shell_are_complete() {
        assert_eq!(wording::problems(&crate::MESSAGES), Vec::<String>::new());
    }

    #[test]
    fn the_window_may_call_exactly_the_declared_commands() {
        let capability: serde_json::Value =
            serde_json::from_str(include_str!("capabilities/main.json")).unwrap();
        let allowed: Vec<String> = serde_json::from_value(capability["permissions"].clone()).unwrap();
        let declared: Vec<String> = crate::commands::COMMANDS
            .iter()
            .map(|name| format!("allow-{}", name.replace('_', "-")))
            .collect();
        assert_eq!(allowed, declared);
        let source = include_str!("lib.rs");
        let handled = source
            .lines()
            .map(str::trim)
            .filter(|line| line.starts_with("commands::") && line.ends_with(','))
            .count();
        assert_eq!(handled, crate::commands::COMMANDS.len());
    }

    #[test]
    fn the_scheme_of_links_is_registered_by_the_packages() {
        let config: serde_json::Value = serde_json::from_str(include_str!("../tauri.conf.json")).unwrap();
        assert_eq!(
            config["plugins"]["deep-link"]["desktop"]["schemes"],
            serde_json::json!([model::opening::SCHEME])
        );
    }

    #[test]
    fn nothing_remote_can_be_loaded_or_scripted() {
        let config: serde_json::Value = serde_json::from_str(include_str!("../tauri.conf.json")).unwrap();
        assert_eq!(config["app"]["withGlobalTauri"], false);
        for (directive, sources) in config["app"]["security"]["csp"].as_object().unwrap() {
            let sources = sources.as_str().unwrap();
            assert!(
                !sources.contains('*') && !sources.contains("https:"),
                "{directive} {sources}"
            );
            assert!(
                directive != "script-src" || !sources.contains("unsafe-inline"),
                "{sources}"
            );
        }
    }
}
