//! Lengths of time in words and to be chosen.

use model::deadline::{Length, Unit};
use yew::prelude::*;

use super::{Field, Select};
use crate::words::{Words, use_words};

fn key_of(unit: Unit) -> &'static str {
    match unit {
        Unit::Days => "days",
        Unit::WorkingDays => "working-days",
        Unit::Weeks => "weeks",
        Unit::Months => "months",
        Unit::Years => "years",
    }
}

/// A length of time in words.
pub fn length_in_words(words: &Words, count: u32, unit: Unit) -> String {
    words.with(
        &format!("length-{}", key_of(unit)),
        &[("count", count.to_string())],
    )
}

/// A length as a procedure writes it, in words; as it stands where it is none.
pub fn written_length_in_words(words: &Words, text: &str) -> String {
    text.parse::<Length>().map_or_else(
        |_| text.to_owned(),
        |length| length_in_words(words, length.count(), length.unit()),
    )
}

#[derive(PartialEq, Properties)]
pub struct LengthFieldProps {
    /// Id of the first field.
    pub id: &'static str,
    /// What it is.
    pub label: AttrValue,
    /// As typed: how many.
    pub count: String,
    /// Of what.
    pub unit: Unit,
    /// Called with both.
    pub on_change: Callback<(String, Unit)>,
}

/// How many of what.
#[component]
pub fn LengthField(props: &LengthFieldProps) -> Html {
    let words = use_words();
    let options = Unit::ALL
        .map(|unit| {
            (
                key_of(unit).to_owned(),
                words.t(&format!("unit-{}", key_of(unit))),
                None,
            )
        })
        .to_vec();
    let unit = props.unit;
    let count = props.count.clone();
    let on_input = props.on_change.reform(move |text: String| (text, unit));
    let on_unit = props.on_change.reform(move |key: String| {
        let unit = Unit::ALL.into_iter().find(|unit| key_of(*unit) == key);
        (count.clone(), unit.unwrap_or(Unit::Days))
    });
    html! {
        <div class="field-pair">
            <Field id={props.id} label={props.label.clone()} value={props.count.clone()} {on_input} code=true />
            <Select id={format!("{}-unit", props.id)} label={words.t("length-unit")} {options} value={key_of(unit).to_owned()} on_change={on_unit} />
        </div>
    }
}

/// The length that was chosen.
pub fn read_length(count: &str, unit: Unit) -> Option<Length> {
    Length::new(count.trim().parse().ok()?, unit).ok()
}
