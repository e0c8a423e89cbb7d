//! Icons of one stroke, the seal mark, and the rosette of fine lines known from securities.

use std::f64::consts::TAU;
use std::fmt::Write;

use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub struct IconProps {
    /// Name of the icon.
    pub name: &'static str,
}

/// An icon; always beside a text or on a labelled control, so hidden from screen readers.
#[component]
pub fn Icon(props: &IconProps) -> Html {
    let paths: &[&str] = match props.name {
        "search" => &["M11 4a7 7 0 1 1 0 14a7 7 0 0 1 0-14z", "M16.2 16.2L21 21"],
        "lines" => &["M4 7h16", "M4 12h16", "M4 17h16"],
        "plus" => &["M12 5v14", "M5 12h14"],
        "folder" => {
            &["M3.5 7.5a2 2 0 0 1 2-2h4l2.2 2.5h6.8a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2z"]
        }
        "inbox" => &[
            "M4 13l2.2-7a1.5 1.5 0 0 1 1.4-1h8.8a1.5 1.5 0 0 1 1.4 1l2.2 7v4.5a1.5 1.5 0 0 1-1.5 1.5h-13a1.5 1.5 0 0 1-1.5-1.5z",
            "M4 13h4.5l1.2 2.2h4.6l1.2-2.2h4.5",
        ],
        "outbox" => &[
            "M4 14v3.5a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2V14",
            "M12 15.5V4.5",
            "M7.5 8.8L12 4.3l4.5 4.5",
        ],
        "settings" => &[
            "M4 7h9",
            "M18.5 7H20",
            "M4 17h2",
            "M11.5 17H20",
            "M15.5 4.7a2.3 2.3 0 1 1 0 4.6a2.3 2.3 0 0 1 0-4.6z",
            "M8.5 14.7a2.3 2.3 0 1 1 0 4.6a2.3 2.3 0 0 1 0-4.6z",
        ],
        "lock" => &[
            "M6.5 11h11a1.5 1.5 0 0 1 1.5 1.5v6a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 18.5v-6A1.5 1.5 0 0 1 6.5 11z",
            "M8 11V8a4 4 0 0 1 8 0v3",
        ],
        "sync" => &[
            "M20 11.5a8 8 0 0 0-14.2-4.3L4 9.2",
            "M4 4.5v4.7h4.7",
            "M4 12.5a8 8 0 0 0 14.2 4.3l1.8-2",
            "M20 19.5v-4.7h-4.7",
        ],
        "calendar" => &[
            "M5.5 6h13A1.5 1.5 0 0 1 20 7.5v11a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 18.5v-11A1.5 1.5 0 0 1 5.5 6z",
            "M4 10.5h16",
            "M8.5 3.5V8",
            "M15.5 3.5V8",
        ],
        "check" => &["M5 12.8l4.4 4.4L19 7.4"],
        "close" => &["M6 6l12 12", "M18 6L6 18"],
        "copy" => &[
            "M9.5 8.5h8a1.5 1.5 0 0 1 1.5 1.5v9a1.5 1.5 0 0 1-1.5 1.5h-8A1.5 1.5 0 0 1 8 19v-9a1.5 1.5 0 0 1 1.5-1.5z",
            "M5 15.5V5A1.5 1.5 0 0 1 6.5 3.5H15",
        ],
        "import" => &[
            "M4 14.5v3a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-3",
            "M12 4v11",
            "M7.5 10.8L12 15.3l4.5-4.5",
        ],
        "export" => &[
            "M14 4.5h5.5V10",
            "M19.5 4.5L11 13",
            "M18 14.5v3a2 2 0 0 1-2 2H6.5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h3",
        ],
        "page" => &[
            "M7 3.5h6.5L18.5 8.5v10a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2v-13a2 2 0 0 1 2-2z",
            "M13.2 3.8v5h5",
        ],
        "person" => &[
            "M12 4.5a3.6 3.6 0 1 1 0 7.2a3.6 3.6 0 0 1 0-7.2z",
            "M4.8 20c.9-3.6 3.7-5.4 7.2-5.4s6.300 1.800 7.200 5.400",
        ],
        "building" => &[
            "M5 20V6l8-2.500V20",
            "M13 9.500l6 1.500v9",
            "M3.500 20h17",
            "M8 9.500h1.500",
            "M8 13h1.500",
            "M8 16.500h1.500",
        ],
        "archive" => &[
            "M4 5h16v4H4z",
            "M5.500 9v9a1.500 1.500 0 0 0 1.500 1.500h10a1.500 1.500 0 0 0 1.500-1.500V9",
            "M10 13h4",
        ],
        "chart" => &["M4 20h16", "M7 20v-6", "M12 20V9", "M17 20V5"],
        "left" => &["M14.500 5.500L8 12l6.500 6.500"],
        "right" => &["M9.500 5.500L16 12l-6.500 6.500"],
        "up" => &["M5.500 15.500L12 9l6.500 6.500"],
        "down" => &["M5.500 8.500L12 15l6.500-6.500"],
        "pages" => &["M4 5h6v8H4z", "M14 5h6v8h-6z", "M4 17h6", "M14 17h6"],
        "minus" => &["M5 12h14"],
        "fit" => &[
            "M4 9V5.500A1.500 1.500 0 0 1 5.500 4H9",
            "M15 4h3.500A1.500 1.500 0 0 1 20 5.500V9",
            "M20 15v3.500a1.500 1.500 0 0 1-1.500 1.500H15",
            "M9 20H5.500A1.500 1.500 0 0 1 4 18.500V15",
        ],
        "seal" => &[
            "M12 3.500l2.100 1.700 2.700-.2.800 2.600 2.300 1.400-1 2.500 1 2.500-2.300 1.400-.8 2.600-2.700-.2L12 19.500l-2.100-1.700-2.700.2-.8-2.600-2.300-1.400 1-2.500-1-2.500 2.300-1.400.8-2.600 2.700.2z",
            "M9 11.600l2.200 2.200 3.900-4.300",
        ],
        "shield" => &[
            "M12 3.500l7 2.500v5.500c0 4.500-2.900 7.600-7 9-4.100-1.400-7-4.500-7-9V6z",
            "M8.800 11.800l2.300 2.300 4.200-4.500",
        ],
        "warning" => &["M12 4.500L21 19.500H3z", "M12 10v4.500", "M12 17v.1"],
        "info" => &[
            "M12 3.800a8.200 8.200 0 1 1 0 16.400a8.200 8.200 0 0 1 0-16.400z",
            "M12 11v5.200",
            "M12 7.800v.1",
        ],
        "keyboard" => &[
            "M4.500 6.500h15A1.500 1.500 0 0 1 21 8v8a1.500 1.500 0 0 1-1.500 1.500h-15A1.500 1.500 0 0 1 3 16V8a1.500 1.500 0 0 1 1.500-1.500z",
            "M7 10.200v.1",
            "M10.300 10.200v.1",
            "M13.700 10.200v.1",
            "M17 10.200v.1",
            "M8 14h8",
        ],
        "eye" => &[
            "M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12z",
            "M12 9.200a2.800 2.800 0 1 1 0 5.600a2.800 2.800 0 0 1 0-5.600z",
        ],
        "clock" => &[
            "M12 3.800a8.200 8.200 0 1 1 0 16.400a8.200 8.200 0 0 1 0-16.400z",
            "M12 7.500V12l3 2",
        ],
        "pen" => &[
            "M4 20l1.200-4.700L16 4.500l3.500 3.500L8.700 18.800z",
            "M13.500 7l3.500 3.500",
        ],
        "book" => &[
            "M6 4h11.500v16H6z",
            "M6 8H4",
            "M6 12H4",
            "M6 16H4",
            "M11.800 8a1.700 1.700 0 1 1 0 3.400a1.700 1.700 0 0 1 0-3.400z",
            "M8.800 15.500a3 3 0 0 1 6 0",
        ],
        "key" => &[
            "M8 10.500a4 4 0 1 1 0 8a4 4 0 0 1 0-8z",
            "M10.900 11.700L19.500 3.500",
            "M15.500 7.300l3 3",
        ],
        _ => &[],
    };
    html! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            { for paths.iter().map(|path| html! { <path d={*path} /> }) }
        </svg>
    }
}

/// A closed line `radius + depth · cos(lobes · angle + phase)` around the middle of a field of `2 · middle`.
fn wave(middle: f64, radius: f64, depth: f64, lobes: f64, phase: f64) -> String {
    let steps = 240;
    let mut path = String::with_capacity(steps * 13);
    for step in 0..steps {
        let angle = TAU * f64::from(step as u32) / f64::from(steps as u32);
        let reach = radius + depth * (lobes * angle + phase).cos();
        let (x, y) = (middle + reach * angle.cos(), middle + reach * angle.sin());
        let _ = write!(path, "{}{x:.1} {y:.1}", if step == 0 { 'M' } else { 'L' });
    }
    path.push('Z');
    path
}

#[derive(PartialEq, Properties)]
pub struct RosetteProps {
    /// For a small place: fewer lines.
    #[prop_or_default]
    pub small: bool,
}

/// The rosette of fine lines, for the empty places.
#[component]
pub fn Rosette(props: &RosetteProps) -> Html {
    let lines: &[(f64, f64, f64)] = if props.small {
        &[(150.0, 38.0, 12.0), (84.0, 34.0, 8.0)]
    } else {
        &[
            (172.0, 14.0, 24.0),
            (142.0, 22.0, 16.0),
            (108.0, 26.0, 12.0),
            (66.0, 22.0, 9.0),
        ]
    };
    let turns = if props.small { 4 } else { 6 };
    html! {
        <svg class="rosette" viewBox="0 0 400 400" aria-hidden="true" focusable="false">
            { for lines.iter().flat_map(|(radius, depth, lobes)| {
                (0..turns).map(move |turn| {
                    let phase = TAU * f64::from(turn) / f64::from(turns);
                    html! { <path d={wave(200.0, *radius, *depth, *lobes, phase)} /> }
                })
            }) }
            <circle cx="200" cy="200" r="34" />
            <circle cx="200" cy="200" r="192" />
        </svg>
    }
}

/// The mark of the product: a scalloped seal with the initial.
#[component]
pub fn SealMark() -> Html {
    html! {
        <svg class="mark" viewBox="0 0 64 64" aria-hidden="true" focusable="false">
            <path class="mark-wax" d={wave(32.0, 28.2, 1.9, 18.0, 0.0)} />
            <circle class="mark-ring" cx="32" cy="32" r="21.5" />
            <path class="mark-letter" d={include_str!("mark-letter.txt").trim()} />
        </svg>
    }
}
