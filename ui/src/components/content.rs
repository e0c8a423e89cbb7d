//! What a version holds, as what it is: a PDF page by page, a picture, an e-mail, or a name for what cannot be shown.

use js_sys::{Array, Uint8Array};
use model::VersionId;
use model::document::{MailAddress, MailView};
use model::view::VersionView;
use web_sys::{Blob, BlobPropertyBag, Url};
use wording::Explanation;
use yew::platform::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use super::{Icon, PdfBytes, Preview, Problem};
use crate::bridge::{self, intake as desk};
use crate::format;
use crate::load::Loaded;
use crate::pages::Route;
use crate::words::{Words, use_words};

/// Kinds of pictures that a web view draws.
pub fn drawn_picture(media_type: &str) -> bool {
    matches!(
        media_type,
        "image/png" | "image/jpeg" | "image/gif" | "image/webp" | "image/bmp"
    )
}

/// What a file is, in words.
pub fn kind_of_file(words: &Words, media_type: &str) -> String {
    let id = match media_type {
        "application/pdf" => "file-pdf",
        "message/rfc822" => "file-mail",
        "text/plain" => "file-text",
        kind if kind.starts_with("image/") => "file-picture",
        kind if kind.contains("wordprocessingml")
            || kind.contains("opendocument.text")
            || kind == "application/msword" =>
        {
            "file-writing"
        }
        kind if kind.contains("spreadsheet") || kind == "application/vnd.ms-excel" => "file-table",
        kind if kind.contains("presentation") || kind == "application/vnd.ms-powerpoint" => "file-slides",
        kind if kind.contains("zip") => "file-packed",
        _ => "file-other",
    };
    words.t(id)
}

/// Bytes shown under an address of their own, which ends with the picture.
struct Shown(String);

impl Drop for Shown {
    fn drop(&mut self) {
        // An address that is gone already needs no end.
        let _ = Url::revoke_object_url(&self.0);
    }
}

fn address_of(bytes: &Uint8Array, media_type: &str) -> Option<Shown> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = Blob::new_with_u8_array_sequence_and_options(&Array::of1(bytes), &options).ok()?;
    Url::create_object_url_with_blob(&blob).ok().map(Shown)
}

#[derive(PartialEq, Properties)]
pub struct BytesProps {
    /// The bytes.
    pub bytes: PdfBytes,
    /// What they are.
    pub media_type: AttrValue,
    /// Their title.
    pub title: AttrValue,
}

/// Bytes that are no version.
#[component]
pub fn BytesShown(props: &BytesProps) -> Html {
    let words = use_words();
    if props.media_type == "application/pdf" {
        return html! { <Preview bytes={props.bytes.clone()} title={props.title.clone()} /> };
    }
    if drawn_picture(&props.media_type) {
        return html! { <PictureShown bytes={props.bytes.clone()} media_type={props.media_type.clone()} title={props.title.clone()} /> };
    }
    html! { <div class="preview preview-none"><p>{ words.with("content-not-shown", &[("kind", kind_of_file(&words, &props.media_type))]) }</p></div> }
}

#[component]
fn PictureShown(props: &BytesProps) -> Html {
    let words = use_words();
    let address = use_memo(
        (props.bytes.clone(), props.media_type.clone()),
        |(bytes, kind)| address_of(&bytes.array(), kind),
    );
    html! {
        <section class="preview preview-picture" aria-label={words.with("preview-label", &[("title", props.title.to_string())])}>
            if let Some(address) = &*address { <img src={address.0.clone()} alt={props.title.clone()} /> }
        </section>
    }
}

#[derive(PartialEq, Properties)]
pub struct ContentProps {
    /// The version that will probably be shown next.
    #[prop_or_default]
    pub next: Option<VersionId>,
    /// Which version.
    pub version: VersionView,
    /// Title of the document.
    pub title: AttrValue,
}

/// A version as what it is.
#[component]
pub fn Content(props: &ContentProps) -> Html {
    let words = use_words();
    let version = &props.version;
    let key = version.id.to_string();
    let mail = version.media_type == "message/rfc822"
        || version
            .file_name
            .as_deref()
            .is_some_and(|name| name.to_lowercase().ends_with(".eml"));
    match version.media_type.as_str() {
        "application/pdf" => {
            html! { <Preview {key} version={version.id} title={props.title.clone()} next={props.next} /> }
        }
        _ if mail => html! { <MailShown {key} version={version.id} /> },
        kind if drawn_picture(kind) => {
            html! { <PictureOf {key} version={version.clone()} title={props.title.clone()} /> }
        }
        kind => html! {
            <div class="preview preview-none"><div class="stack-tight">
                <p><Icon name="page" /></p>
                <p>{ words.with("content-not-shown", &[("kind", kind_of_file(&words, kind))]) }</p>
                <p class="muted">{ words.t("content-not-shown-next") }</p>
            </div></div>
        },
    }
}

/// The picture of a version, read once.
#[component]
fn PictureOf(props: &ContentProps) -> Html {
    let bytes = use_state(|| None::<Result<PdfBytes, Explanation>>);
    {
        let bytes = bytes.clone();
        use_effect_with(props.version.id, move |id: &VersionId| {
            let id = *id;
            spawn_local(async move {
                bytes.set(Some(
                    bridge::read_version(id)
                        .await
                        .map(|read| PdfBytes::new(read.to_vec())),
                ));
            });
        });
    }
    match &*bytes {
        None => html! { <div class="preview"><div class="bone preview-bone" aria-hidden="true"></div></div> },
        Some(Err(problem)) => html! { <div class="preview"><Problem problem={problem.clone()} /></div> },
        Some(Ok(read)) => html! {
            <PictureShown bytes={read.clone()} media_type={props.version.media_type.clone()} title={props.title.clone()} />
        },
    }
}

#[derive(PartialEq, Properties)]
struct MailProps {
    version: VersionId,
}

/// An e-mail: who, to whom, when, what, and what came with it. Read once, since each reading is journalled.
#[component]
fn MailShown(props: &MailProps) -> Html {
    let words = use_words();
    let state = use_state(|| Loaded::<MailView>::Waiting);
    {
        let state = state.clone();
        use_effect_with(props.version, move |id: &VersionId| {
            let id = *id;
            spawn_local(async move {
                state.set(match desk::mail(id).await {
                    Ok(mail) => Loaded::Ready(mail),
                    Err(problem) => Loaded::Failed(problem),
                });
            });
        });
    }
    match &*state {
        Loaded::Waiting => {
            html! { <div class="preview"><div class="bone preview-bone" aria-hidden="true"></div></div> }
        }
        Loaded::Failed(problem) => html! { <div class="preview"><Problem problem={problem.clone()} /></div> },
        Loaded::Ready(mail) => mail_view(&words, mail),
    }
}

fn addresses(list: &[MailAddress]) -> String {
    let one = |address: &MailAddress| match &address.name {
        Some(name) if !name.is_empty() => format!("{name} <{}>", address.address),
        _ => address.address.clone(),
    };
    list.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// The date of an e-mail as it says it, with its own zone.
fn mail_date(words: &Words, text: &str) -> String {
    let Some((day, rest)) = text.split_once('T') else {
        return text.to_owned();
    };
    let (Ok(day), Some(clock)) = (day.parse::<jiff::civil::Date>(), rest.get(..5)) else {
        return text.to_owned();
    };
    let zone = rest
        .find(['+', '-', 'Z'])
        .and_then(|at| rest.get(at..))
        .unwrap_or_default()
        .replace('Z', "+00:00");
    words.with(
        "format-moment",
        &[
            ("day", format::civil_day(words, day)),
            ("clock", clock.to_owned()),
            ("zone", format!("UTC{zone}")),
        ],
    )
}

fn mail_view(words: &Words, mail: &MailView) -> Html {
    let subject = mail.subject.clone().unwrap_or_else(|| words.t("mail-no-subject"));
    html! {
        <article class="preview mail" aria-label={words.with("preview-label", &[("title", subject.clone())])}>
            <div class="mail-room" tabindex="0">
                <h2 class="mail-subject">{ subject }</h2>
                <dl class="facts">
                    <dt>{ words.t("mail-from") }</dt><dd>{ addresses(&mail.from) }</dd>
                    <dt>{ words.t("mail-to") }</dt><dd>{ addresses(&mail.to) }</dd>
                    if !mail.cc.is_empty() { <dt>{ words.t("mail-cc") }</dt><dd>{ addresses(&mail.cc) }</dd> }
                    <dt>{ words.t("mail-date") }</dt><dd>{ mail.date.as_deref().map_or_else(|| words.t("mail-no-date"), |date| mail_date(words, date)) }</dd>
                </dl>
                { for mail.warnings.iter().map(|warning| html! {
                    <p class="outcome-warning"><Icon name="warning" /><span>{ &warning.sentence }{ " " }{ warning.next.clone().unwrap_or_default() }</span></p>
                }) }
                if !mail.attachments.is_empty() {
                    <section aria-labelledby="mail-attachments">
                        <h3 id="mail-attachments" class="label">{ words.t("mail-attachments") }</h3>
                        <ul class="mail-attachments">
                            { for mail.attachments.iter().map(|attachment| html! {
                                <li>
                                    <Icon name="page" />
                                    if let Some(id) = attachment.document {
                                        <Link<Route> to={Route::Document { id }} classes="ds-link">{ &attachment.name }</Link<Route>>
                                    } else { <span>{ &attachment.name }</span> }
                                    <span class="row-note">{ format::size(words, attachment.size_bytes) }</span>
                                </li>
                            }) }
                        </ul>
                    </section>
                }
                <p class="note-text mail-text">{ &mail.text }</p>
                if mail.text_cut { <p class="muted">{ words.t("mail-cut") }</p> }
            </div>
        </article>
    }
}
