//! A page: its title in the window and its heading with the focus; empty places and places to come.

use std::time::Duration;

use web_sys::HtmlElement;
use yew::platform::spawn_local;
use yew::platform::time::sleep;
use yew::prelude::*;
use yew_router::prelude::*;

use super::Rosette;
use crate::pages::Route;
use crate::session::{Act, Visited, use_session};
use crate::words::{Words, use_words};

#[derive(PartialEq, Properties)]
pub struct PageProps {
    /// The heading, and with the product's name the title of the window.
    pub title: AttrValue,
    /// True while the heading is not known yet.
    #[prop_or_default]
    pub waiting: bool,
    /// Language of the heading where it is a person's own text.
    #[prop_or_default]
    pub eyebrow: Html,
    /// Below the heading.
    #[prop_or_default]
    pub below: Html,
    /// Beside the heading.
    #[prop_or_default]
    pub actions: Html,
    /// Narrow, for reading and forms.
    #[prop_or_default]
    pub narrow: bool,
    /// Another class of the page.
    #[prop_or_default]
    pub class: Classes,
    /// The page.
    pub children: Html,
}

/// How long the heading waits for a page that takes no focus yet, and how often it tries: about two seconds in all.
const FRAME: Duration = Duration::from_millis(20);
const FRAMES: u32 = 100;

fn active() -> Option<web_sys::Element> {
    web_sys::window()?.document()?.active_element()
}

/// Gives the heading the focus. A page whose modal dialogue has just gone stays inert until it is drawn anew (WebKit
/// forgets to look again when the dialogue is removed together with its page), and an inert heading takes no focus: it
/// is offered again, as long as nothing else has it.
fn focus_heading(heading: HtmlElement) {
    let settled = move |heading: &HtmlElement| {
        let _ = heading.focus();
        let nowhere = active().is_none_or(|active| active.tag_name() == "BODY");
        !nowhere || !heading.is_connected()
    };
    if settled(&heading) {
        return;
    }
    spawn_local(async move {
        for _ in 0..FRAMES {
            sleep(FRAME).await;
            // Whoever has gone on meanwhile is not called back.
            if active().is_some_and(|active| active.tag_name() != "BODY") || settled(&heading) {
                return;
            }
        }
    });
}

/// Whether a page is one thing at the desk that one comes back to.
fn lasting(route: &Route) -> bool {
    matches!(
        route,
        Route::Dossier { .. } | Route::Document { .. } | Route::Contact { .. } | Route::Letter { .. }
    )
}

/// One page. When it appears, or its heading becomes known, the heading takes the focus.
#[component]
pub fn Page(props: &PageProps) -> Html {
    let words = use_words();
    let heading = use_node_ref();
    {
        let heading = heading.clone();
        use_effect_with(props.waiting, move |waiting| {
            if let Some(heading) = heading.cast::<HtmlElement>().filter(|_| !waiting) {
                focus_heading(heading);
            }
        });
    }
    {
        // What the palette begins with: dossiers, documents, contacts and letters that were looked at.
        let session = use_session();
        let route = use_route::<Route>();
        use_effect_with(
            (props.title.clone(), props.waiting, route),
            move |(title, waiting, route)| {
                if let Some(route) = route.clone().filter(|route| !waiting && lasting(route)) {
                    session.dispatch(Act::Visited(Visited {
                        route,
                        title: title.to_string(),
                    }));
                }
            },
        );
    }
    use_effect_with((props.title.clone(), props.waiting, words.lang()), {
        let title = if props.waiting {
            words.t("app-name")
        } else {
            words.with("window-title", &[("page", props.title.to_string())])
        };
        move |_| {
            if let Some(document) = web_sys::window().and_then(|window| window.document()) {
                document.set_title(&title);
            }
        }
    });
    html! {
        <div class={classes!("page", props.narrow.then_some("page-narrow"), props.class.clone())}>
            <header class="page-head">
                <div class="page-heading">
                    { props.eyebrow.clone() }
                    <h1 ref={heading} tabindex="-1" class="page-title">
                        if props.waiting {
                            <span class="visually-hidden">{ words.t("loading") }</span>
                            <span class="bone bone-title" aria-hidden="true"></span>
                        } else { { &props.title } }
                    </h1>
                    { props.below.clone() }
                </div>
                <div class="page-actions">{ props.actions.clone() }</div>
            </header>
            { props.children.clone() }
        </div>
    }
}

/// The way back to the page that this one belongs to.
pub fn crumb(words: &Words, to: Route, label: &str) -> Html {
    html! {
        <nav class="crumbs" aria-label={words.t("crumbs")}><Link<Route> {to}>{ words.t(label) }</Link<Route>></nav>
    }
}

#[derive(PartialEq, Properties)]
pub struct EmptyProps {
    /// What is missing.
    pub title: AttrValue,
    /// What to do now.
    pub text: AttrValue,
    /// The button that does it.
    #[prop_or_default]
    pub children: Html,
}

/// A place with nothing in it, that says what to do next.
#[component]
pub fn Empty(props: &EmptyProps) -> Html {
    html! {
        <div class="empty">
            <Rosette small=true />
            <p class="empty-title">{ &props.title }</p>
            <p class="empty-text">{ &props.text }</p>
            { props.children.clone() }
        </div>
    }
}

#[derive(PartialEq, Properties)]
pub struct SkeletonProps {
    /// How many rows.
    pub rows: u32,
}

/// Rows to come.
#[component]
pub fn SkeletonRows(props: &SkeletonProps) -> Html {
    let words = use_words();
    html! {
        <div class="bones" aria-busy="true">
            <span class="visually-hidden">{ words.t("loading") }</span>
            { for (0..props.rows).map(|row| html! {
                <div class="bone-row" aria-hidden="true">
                    <span class="bone bone-short"></span>
                    <span class={classes!("bone", "bone-long", (row % 3 == 1).then_some("bone-longer"))}></span>
                    <span class="bone bone-short"></span>
                </div>
            }) }
        </div>
    }
}
