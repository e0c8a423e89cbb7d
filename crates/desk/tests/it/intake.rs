//! E-mails, pictures, and the watched folder.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common;

use std::path::{Path, PathBuf};

use common::{create, dossier, file, import, unlock};
use desk::{Cancel, Desk};
use model::document::{DocumentKind, Made, WatchEvent, WatchReport, WatchResult, WatchSettings};
use model::view::DossierView;
use testkit::pdfs;
use wording::Explain;

const MAIL: &str = "From: =?utf-8?Q?Ana=C3=AFs_M=C3=BCller?= <anais@example.lu>\r\n\
To: commune@example.lu\r\nDate: Mon, 2 Mar 2026 09:15:00 +0100\r\n\
Subject: =?utf-8?B?RGVtYW5kZSBkJ2FjY8Oocw==?=\r\nMIME-Version: 1.0\r\n\
Content-Type: multipart/mixed; boundary=o\r\n\r\n\
--o\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nBonjour,\r\nvoici ma demande.\r\n\
--o\r\nContent-Type: application/octet-stream\r\n\
Content-Disposition: attachment; filename=\"../../etc/plan.txt\"\r\n\r\nPlan\r\n\
--o\r\nContent-Type: message/rfc822\r\n\r\n\
From: b@example.lu\r\nSubject: Ancien\r\nContent-Type: multipart/mixed; boundary=i\r\n\r\n\
--i\r\n\r\nTexte\r\n--i\r\nContent-Disposition: attachment; filename=note.txt\r\n\r\nNote\r\n--i--\r\n\
\r\n--o--\r\n";

#[test]
fn an_email_is_kept_and_what_came_with_it_is_unpacked_and_linked() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("desk");
    let desk = create(&home);
    let dossier = dossier(&desk, "Demande");
    let path = file(folder.path(), "courriel.eml", MAIL.as_bytes());
    let taken = desk
        .take_in(dossier.id, &path, None, None, &|_| {}, &Cancel::default())
        .unwrap();
    let mail = &taken.imported.document;
    assert_eq!(
        (mail.title.as_str(), mail.kind),
        ("Demande d'accès", DocumentKind::Mail)
    );
    assert_eq!(mail.facts["mail-from"], "anais@example.lu");
    assert_eq!(desk.read_version(mail.versions[0].id).unwrap(), MAIL.as_bytes());
    let names: Vec<_> = taken.unpacked.iter().map(|one| one.title.as_str()).collect();
    assert_eq!(names, ["plan", "Ancien"]);
    for one in &taken.unpacked {
        assert_eq!(one.parent, Some(mail.id));
        assert_eq!(one.versions[0].made, Some(Made::Unpacked));
    }
    let deeper = desk.unpacked_from(taken.unpacked[1].id).unwrap();
    assert_eq!(deeper.len(), 1);
    assert_eq!(desk.read_version(deeper[0].versions[0].id).unwrap(), b"Note");
    let read = desk.mail(mail.versions[0].id, "Instruction").unwrap();
    assert_eq!(read.date.as_deref(), Some("2026-03-02T09:15:00+01:00"));
    assert!(read.text.contains("voici ma demande"));
    assert_eq!(read.attachments.len(), 2);
    assert_eq!(read.attachments[0].name, "plan.txt");
    assert_eq!(read.attachments[0].document, Some(taken.unpacked[0].id));
    assert_eq!(read.attachments[1].document, Some(taken.unpacked[1].id));
    // All of it moves together.
    let other = common::dossier(&desk, "Autre");
    desk.move_document(mail.id, other.id, "Mauvais dossier").unwrap();
    assert_eq!(desk.dossier(other.id).unwrap().documents.len(), 4);
    assert!(desk.dossier(dossier.id).unwrap().documents.is_empty());
    drop(desk);
    let desk = unlock(&home);
    desk.verify_journal().unwrap();
    assert_eq!(desk.check_integrity(&|_| {}).unwrap(), Vec::new());
}

#[test]
fn a_mail_that_is_none_or_too_deep_is_kept_as_it_is_with_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let desk = create(&folder.path().join("desk"));
    let dossier = dossier(&desk, "Demande");
    let mut deep = "From: z@example.lu\r\nSubject: fond\r\n\r\nx\r\n".to_owned();
    for level in 0..40 {
        deep = format!(
            "From: a@example.lu\r\nSubject: niveau {level}\r\nContent-Type: multipart/mixed; boundary=b{level}\r\n\r\n\
             --b{level}\r\nContent-Type: message/rfc822\r\n\r\n{deep}\r\n--b{level}--\r\n"
        );
    }
    let path = file(folder.path(), "profond.eml", deep.as_bytes());
    let taken = desk
        .take_in(dossier.id, &path, None, None, &|_| {}, &Cancel::default())
        .unwrap();
    assert!(desk.dossier(dossier.id).unwrap().documents.len() <= 10);
    assert!(!taken.imported.warnings.is_empty());
    let many: String = (0..600)
        .map(|n| format!("--b\r\nContent-Disposition: attachment; filename=f{n}.txt\r\n\r\n{n}\r\n"))
        .collect();
    let many =
        format!("From: a@example.lu\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n{many}--b--\r\n");
    let path = file(folder.path(), "beaucoup.eml", many.as_bytes());
    let taken = desk
        .take_in(dossier.id, &path, None, None, &|_| {}, &Cancel::default())
        .unwrap();
    assert_eq!(taken.unpacked.len(), 250);
    assert_eq!(taken.imported.warnings[0].code, "mail-too-much");
    let outlook = file(
        folder.path(),
        "a.msg",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 rest of a compound file",
    );
    assert_eq!(
        import(&desk, &dossier, &outlook).unwrap().warnings[0].code,
        "mail-outlook"
    );
}

/// A PNG of a grey field, 40 × 30.
fn png() -> Vec<u8> {
    testkit_png(40, 30)
}

fn testkit_png(width: u32, height: u32) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().unwrap();
    writer
        .write_image_data(&vec![200; (width * height) as usize])
        .unwrap();
    writer.finish().unwrap();
    out
}

#[test]
fn a_picture_is_kept_and_has_its_pdf_a_as_second_version() {
    let folder = tempfile::tempdir().unwrap();
    let desk = create(&folder.path().join("desk"));
    let dossier = dossier(&desk, "Photos");
    let path = file(folder.path(), "façade.png", &png());
    let imported = import(&desk, &dossier, &path).unwrap();
    assert_eq!(imported.warnings, Vec::new());
    let versions = &imported.document.versions;
    assert_eq!(versions.len(), 2);
    assert_eq!(desk.read_version(versions[1].id).unwrap(), png());
    assert_eq!(
        (versions[0].made, versions[0].base),
        (Some(Made::Converted), Some(1))
    );
    assert_eq!(versions[0].media_type, "application/pdf");
    let pdf = desk.read_version(versions[0].id).unwrap();
    let looked = pdf::inspect(&pdf, None).unwrap();
    assert_eq!((looked.pages, looked.pdf_a.as_deref()), (1, Some("2B")));
    assert_eq!(looked.title.as_deref(), Some("façade"));
    assert!(import(&desk, &dossier, &path).unwrap().duplicate);
    // What becomes no PDF is kept, and said.
    let heic = file(
        folder.path(),
        "a.heic",
        b"\0\0\0\x18ftypheic\0\0\0\0mif1heic and so on",
    );
    let imported = import(&desk, &dossier, &heic).unwrap();
    assert_eq!(imported.warnings[0].code, "picture-kept");
    assert_eq!(imported.document.versions.len(), 1);
    let broken = file(folder.path(), "b.png", &png()[..40]);
    assert_eq!(
        import(&desk, &dossier, &broken).unwrap().warnings[0].code,
        "scan-damaged"
    );
}

struct Scene {
    _folder: tempfile::TempDir,
    home: PathBuf,
    watched: PathBuf,
    desk: Desk,
    dossier: DossierView,
}

impl Scene {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (home, watched) = (folder.path().join("desk"), folder.path().join("scans"));
        std::fs::create_dir(&watched).unwrap();
        let desk = create(&home);
        let dossier = dossier(&desk, "Certificat");
        Self {
            _folder: folder,
            home,
            watched,
            desk,
            dossier,
        }
    }

    fn settings(&self) -> WatchSettings {
        WatchSettings {
            settle_ms: 20,
            rescan_ms: 50,
            ..self.desk.watch_defaults(&self.watched)
        }
    }

    fn put(&self, place: &str, bytes: &[u8]) -> PathBuf {
        let path = self.watched.join(place);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn pass(&self, settings: &WatchSettings) -> (WatchReport, Vec<WatchEvent>) {
        let mut events = Vec::new();
        let report = self
            .desk
            .watch_once(
                settings,
                &mut |event| events.push(event.clone()),
                &|_| {},
                &Cancel::default(),
            )
            .unwrap();
        (report, events)
    }

    fn named(&self) -> String {
        self.dossier.reference.as_str().replace('/', "-")
    }
}

fn names(folder: &Path) -> Vec<String> {
    fn walk(folder: &Path, root: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            if entry.file_type().unwrap().is_dir() {
                walk(&entry.path(), root, found);
            } else {
                found.push(entry.path().strip_prefix(root).unwrap().display().to_string());
            }
        }
    }
    let mut found = Vec::new();
    walk(folder, folder, &mut found);
    found.sort();
    found
}

#[test]
fn a_file_in_a_dossiers_folder_is_filed_and_moved_only_then() {
    let scene = Scene::new();
    let settings = scene.settings();
    let named = scene.named();
    scene.put(&format!("{named}/lettre.pdf"), &pdfs::pages(2));
    scene.put(
        &format!("{}/Annexes/plan.pdf", scene.dossier.reference),
        &pdfs::pages(3),
    );
    scene.put(&format!("{named}/en cours.pdf.part"), b"half");
    scene.put(&format!("{named}/~$lettre.docx"), b"lock");
    scene.put("inconnu/x.pdf", &pdfs::pages(1));
    scene.put(&format!("{named}/vide.pdf"), b"");
    #[cfg(unix)]
    std::os::unix::fs::symlink("/etc/hostname", scene.watched.join(&named).join("lien.txt")).unwrap();
    let _ = std::process::Command::new("mkfifo")
        .arg(scene.watched.join("tube"))
        .status();
    let (report, events) = scene.pass(&settings);
    assert_eq!(
        (report.filed, report.failed, report.waiting),
        (2, 2, 0),
        "{events:?}"
    );
    let view = scene.desk.dossier(scene.dossier.id).unwrap();
    assert_eq!(view.documents.len(), 2);
    let left = names(&scene.watched);
    assert!(left.contains(&format!("{named}/en cours.pdf.part")));
    assert!(!left.contains(&format!("{named}/lettre.pdf")));
    assert!(
        left.iter()
            .any(|name| name.starts_with("Traités/") && name.ends_with("lettre.pdf"))
    );
    assert!(left.contains(&"Non traités/inconnu/x.pdf".to_owned()), "{left:?}");
    let reason = std::fs::read_to_string(scene.watched.join("Non traités/inconnu/x.pdf.txt")).unwrap();
    assert!(
        reason.contains("inconnu") && reason.contains("watch-folder-unknown"),
        "{reason}"
    );
    // The same bytes once more, under another name: recognised.
    scene.put(&format!("{named}/encore.pdf"), &pdfs::pages(2));
    let (report, _) = scene.pass(&settings);
    assert_eq!((report.filed, report.duplicates), (0, 1));
    assert_eq!(scene.desk.dossier(scene.dossier.id).unwrap().documents.len(), 2);
    scene.desk.verify_journal().unwrap();
    assert_eq!(scene.desk.check_integrity(&|_| {}).unwrap(), Vec::new());
}

#[test]
fn what_lies_at_the_top_waits_is_filed_or_set_aside_and_survives_a_restart() {
    let scene = Scene::new();
    let settings = scene.settings();
    scene.put("a.pdf", &pdfs::pages(1));
    scene.put("b.txt", b"Bonjour");
    let (report, _) = scene.pass(&settings);
    assert_eq!(report.waiting, 2);
    scene.put("a bis.pdf", &pdfs::pages(1));
    assert_eq!(scene.pass(&settings).0.duplicates, 1);
    let Scene {
        home,
        desk,
        dossier,
        _folder,
        ..
    } = scene;
    drop(desk);
    let desk = unlock(&home);
    assert_eq!(
        desk.check_integrity(&|_| {}).unwrap(),
        Vec::new(),
        "what waits is no orphan"
    );
    let waiting = desk.unfiled().unwrap();
    assert_eq!(waiting.len(), 2);
    assert_eq!(desk.read_unfiled(waiting[0].id, "").unwrap(), pdfs::pages(1));
    let taken = desk
        .file_into(
            waiting[0].id,
            dossier.id,
            Some("Demande"),
            &|_| {},
            &Cancel::default(),
        )
        .unwrap();
    assert_eq!(taken.imported.document.title, "Demande");
    desk.set_aside(waiting[1].id, "Publicité").unwrap();
    assert!(desk.unfiled().unwrap().is_empty());
    let again = desk.file_into(waiting[0].id, dossier.id, None, &|_| {}, &Cancel::default());
    assert_eq!(again.unwrap_err().code(), "intake-settled");
}

#[test]
fn files_that_are_left_are_not_taken_twice() {
    let scene = Scene::new();
    let settings = WatchSettings {
        done: None,
        ..scene.settings()
    };
    let place = scene.put(&format!("{}/a.pdf", scene.named()), &pdfs::pages(1));
    assert_eq!(scene.pass(&settings).0.filed, 1);
    assert!(place.exists());
    let (report, events) = scene.pass(&settings);
    assert_eq!((report.filed, events.len()), (0, 0));
    // Changed, it is another state of it: taken in as a document of its own.
    std::fs::write(&place, pdfs::pages(2)).unwrap();
    assert_eq!(scene.pass(&settings).0.filed, 1);
}

#[test]
fn a_stop_between_storing_and_moving_loses_nothing_and_doubles_nothing() {
    let scene = Scene::new();
    let place = scene.put(&format!("{}/a.pdf", scene.named()), &pdfs::pages(1));
    // Taken in, but not moved: what a kill between the two leaves behind.
    let leaving = WatchSettings {
        done: None,
        ..scene.settings()
    };
    assert_eq!(scene.pass(&leaving).0.filed, 1);
    assert!(place.exists());
    let (report, events) = scene.pass(&scene.settings());
    assert_eq!((report.filed, report.duplicates), (0, 1), "{events:?}");
    assert!(!place.exists());
    assert_eq!(scene.desk.dossier(scene.dossier.id).unwrap().documents.len(), 1);
}

#[test]
fn a_separator_sheet_sends_its_pages_to_its_dossier_and_a_strange_one_nowhere() {
    let scene = Scene::new();
    let settings = scene.settings();
    let other = dossier(&scene.desk, "Autre");
    let sheet = scene.desk.separator_sheet(scene.dossier.id).unwrap();
    let second = scene.desk.separator_sheet(other.id).unwrap();
    let pages = |parts: &[&[u8]]| {
        // The sheets and pages of a scanner's one file.
        let folder = tempfile::tempdir().unwrap();
        let mut command = std::process::Command::new("qpdf");
        command.args(["--empty", "--pages"]);
        for (number, part) in parts.iter().enumerate() {
            let path = folder.path().join(format!("{number}.pdf"));
            std::fs::write(&path, part).unwrap();
            command.arg(path);
        }
        let out = folder.path().join("out.pdf");
        let ran = command.args(["--"]).arg(&out).status();
        ran.is_ok_and(|status| status.success())
            .then(|| std::fs::read(out).unwrap())
    };
    let Some(scan) = pages(&[&pdfs::pages(1), &sheet, &pdfs::pages(2), &second, &pdfs::pages(1)]) else {
        eprintln!("SKIPPED: qpdf is not installed");
        return;
    };
    scene.put("pile.pdf", &scan);
    let (report, events) = scene.pass(&settings);
    assert_eq!(
        (report.filed, report.waiting, report.failed),
        (2, 1, 0),
        "{events:?}"
    );
    let WatchResult::Split { pieces } = &events[0].result else {
        panic!("{events:?}");
    };
    let told: Vec<_> = pieces
        .iter()
        .map(|piece| (piece.first_page, piece.pages))
        .collect();
    assert_eq!(told, [(1, 1), (3, 2), (6, 1)]);
    let view = scene.desk.dossier(scene.dossier.id).unwrap();
    assert_eq!(
        view.documents[0].versions[0].pages,
        Some(2),
        "the separator is dropped"
    );
    assert_eq!(view.documents[0].versions[0].made, Some(Made::Split));
    assert_eq!(scene.desk.dossier(other.id).unwrap().documents.len(), 1);
    assert_eq!(scene.desk.unfiled().unwrap().len(), 1);
    assert_eq!(scene.desk.check_integrity(&|_| {}).unwrap(), Vec::new());
    // The whole once more is recognised.
    scene.put("pile 2.pdf", &scan);
    assert_eq!(scene.pass(&settings).0.duplicates, 1);

    // The sheet of another desk routes nothing here.
    let stranger = Scene::new();
    let strange = stranger.desk.separator_sheet(stranger.dossier.id).unwrap();
    let scan = pages(&[&strange, &pdfs::pages(4)]).unwrap();
    scene.put("étranger.pdf", &scan);
    let (report, events) = scene.pass(&settings);
    assert_eq!((report.filed, report.waiting), (0, 1));
    assert_eq!(events[0].warnings[0].code, "separator-strange");
    // Separators alone are no document.
    scene.put("vide.pdf", &sheet);
    let (report, events) = scene.pass(&settings);
    assert_eq!(report.failed, 1);
    assert!(
        matches!(&events[0].result, WatchResult::Failed { reason, .. } if reason.code == "separators-only")
    );
}

#[test]
fn a_watch_takes_what_arrives_and_ends_when_it_is_cancelled() {
    let scene = Scene::new();
    let settings = WatchSettings {
        separators: false,
        ..scene.settings()
    };
    let cancel = Cancel::default();
    scene.put("a.pdf", &pdfs::pages(1));
    let mut seen = 0;
    let late = scene.watched.join("b.pdf");
    let report = scene
        .desk
        .watch(
            &settings,
            &mut |_| {
                seen += 1;
                if seen == 1 {
                    std::fs::write(&late, pdfs::pages(2)).unwrap();
                } else {
                    cancel.cancel();
                }
            },
            &|_| {},
            &cancel,
        )
        .unwrap();
    assert_eq!((seen, report.waiting), (2, 2));
    let inside = scene.desk.watch_defaults(&scene.home);
    assert_eq!(
        scene.desk.set_watch(Some(&inside)).unwrap_err().code(),
        "watch-folder-of-desk"
    );
    scene.desk.set_watch(Some(&settings)).unwrap();
    assert_eq!(scene.desk.watch_settings().unwrap(), Some(settings));
}

#[test]
fn a_writer_who_pauses_loses_no_tail() {
    use std::io::Write;
    let place = Scene::new();
    let settings = place.settings();
    let path = place.put("liste.txt", b"first part\n");
    let cancel = Cancel::default();
    let (tell, told) = std::sync::mpsc::channel::<WatchEvent>();
    let report = std::thread::scope(|scope| {
        let watching = scope.spawn(|| {
            place
                .desk
                .watch(
                    &settings,
                    &mut |event| tell.send(event.clone()).unwrap(),
                    &|_| {},
                    &cancel,
                )
                .unwrap()
        });
        // The writer holds the file open, pauses until it was taken, and goes on.
        let mut writer = std::fs::OpenOptions::new().append(true).open(&path).unwrap();
        let first = told.recv_timeout(std::time::Duration::from_secs(20)).unwrap();
        assert_eq!(first.place, "liste.txt");
        writer.write_all(b"the tail\n").unwrap();
        drop(writer);
        let second = told.recv_timeout(std::time::Duration::from_secs(20)).unwrap();
        assert_eq!(second.place, "liste.txt");
        assert!(matches!(second.result, WatchResult::Waiting { .. }), "{second:?}");
        cancel.cancel();
        watching.join().unwrap()
    });
    assert_eq!((report.waiting, report.failed), (2, 0));
    let kept: Vec<Vec<u8>> = names(&place.watched)
        .iter()
        .map(|name| std::fs::read(place.watched.join(name)).unwrap())
        .collect();
    assert_eq!(kept, [b"first part\nthe tail\n".to_vec()], "one file, whole");
    let sizes: Vec<u64> = place
        .desk
        .unfiled()
        .unwrap()
        .iter()
        .map(|row| row.size_bytes)
        .collect();
    assert!(sizes.contains(&20), "the whole file waits for filing: {sizes:?}");
}

#[test]
fn a_picture_without_its_end_is_given_time() {
    let place = Scene::new();
    let settings = place.settings();
    let whole = png();
    let path = place.put("scan.png", &whole[..whole.len() - 12]);
    let cancel = Cancel::default();
    let (tell, told) = std::sync::mpsc::channel::<WatchEvent>();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            place
                .desk
                .watch(
                    &settings,
                    &mut |event| tell.send(event.clone()).unwrap(),
                    &|_| {},
                    &cancel,
                )
                .unwrap()
        });
        // Several quiet waits later it still waits for its end.
        let early = told.recv_timeout(std::time::Duration::from_millis(settings.settle_ms * 5));
        assert!(early.is_err(), "{early:?}");
        std::fs::write(&path, &whole).unwrap();
        let taken = told.recv_timeout(std::time::Duration::from_secs(20)).unwrap();
        assert!(taken.warnings.is_empty(), "{taken:?}");
        cancel.cancel();
    });
    let row = &place.desk.unfiled().unwrap()[0];
    assert_eq!(row.size_bytes, whole.len() as u64);
}
