//! The accessibility statement of the product: what it conforms to, what is known to be lacking, how it was tried, and whom
//! to tell.

use yew::prelude::*;

use crate::components::Page;
use crate::words::use_words;

/// The parts of the statement: message of the heading, message of the text; each line of the text is a paragraph.
const PARTS: [(&str, &str); 5] = [
    ("statement-conformity", "statement-conformity-text"),
    ("statement-tried", "statement-tried-text"),
    ("statement-lacking", "statement-lacking-text"),
    ("statement-ways", "statement-ways-text"),
    ("statement-tell", "statement-tell-text"),
];

/// The page.
#[component]
pub fn AccessibilityPage() -> Html {
    let words = use_words();
    html! {
        <Page title={words.t("accessibility")} narrow=true>
            <p class="lead">{ words.t("statement-lead") }</p>
            { for PARTS.iter().map(|(title, text)| html! {
                <section key={*title} class="stack-tight" aria-labelledby={*title}>
                    <h2 id={*title} class="section-title">{ words.find(title, &[]) }</h2>
                    { for words.find(text, &[]).unwrap_or_default().lines().map(|line| html! { <p key={line.to_owned()}>{ line }</p> }) }
                </section>
            }) }
        </Page>
    }
}
