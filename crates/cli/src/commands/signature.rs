//! The options of `greffe seal` that say how the signature goes into the file.

use desk::signature::{
    AppearanceTemplate, Corner, FieldChoice, FieldLock, Image, Pages, Permission, Place, Placement, Position,
    SignatureChoice,
};

use crate::args::SignatureOptions;
use crate::error::Error;
use crate::input;

/// What the options name, read and checked.
#[derive(Debug, Default)]
pub struct Chosen {
    template: Option<AppearanceTemplate>,
    image: Option<Image>,
    lock: Option<FieldLock>,
    certify: Option<Permission>,
    place: Option<Position>,
    pages: Pages,
    stamp_place: Option<Position>,
    stamp_pages: Pages,
}

impl Chosen {
    /// Reads the files and texts of the options. `stamp`: whether a stamp is drawn.
    pub fn read(options: &SignatureOptions, stamp: bool) -> Result<Self, Error> {
        // A place for nothing is a mistake, not a wish.
        if options.appearance.is_none() && (!stamp || places_stamp(options)) {
            for (option, text) in [
                ("--place", &options.place),
                ("--placeholder", &options.placeholder),
                ("--pages", &options.pages),
            ] {
                if let Some(text) = text {
                    return Err(invalid(option, text));
                }
            }
        }
        let template = match &options.appearance {
            Some(path) => {
                let bytes = input::small(path)?;
                Some(desk::signature::template(&String::from_utf8_lossy(&bytes))?)
            }
            None => None,
        };
        let image = match &options.image {
            Some(path) => {
                let bytes = input::small(path)?;
                Some(desk::signature::image(&bytes)?)
            }
            None => None,
        };
        let mut chosen = Self {
            template,
            image,
            lock: options.lock.as_deref().map(lock).transpose()?,
            certify: match options.certify {
                Some(1) => Some(Permission::Nothing),
                Some(2) => Some(Permission::FormsAndSignatures),
                Some(_) => Some(Permission::Annotations),
                None => None,
            },
            ..Self::default()
        };
        let (own, page) = place("--place", options.place.as_deref())?;
        chosen.place = own;
        chosen.pages = pages("--pages", options.pages.as_deref(), page)?;
        let (own, page) = place("--stamp-place", options.stamp_place.as_deref())?;
        chosen.stamp_place = own;
        chosen.stamp_pages = pages("--stamp-pages", options.stamp_pages.as_deref(), page)?;
        Ok(chosen)
    }

    /// The choice. Without an appearance `--place`, `--placeholder` and `--pages` place the stamp.
    pub fn choice<'a>(&'a self, options: &'a SignatureOptions) -> SignatureChoice<'a> {
        let placement = placement(self.place, options.placeholder.as_deref(), self.pages);
        let stamp_placement = if self.template.is_some() || places_stamp(options) {
            placement_of_stamp(self, options)
        } else {
            placement
        };
        SignatureChoice {
            field: match options.field.as_deref() {
                None => FieldChoice::New,
                Some("") => FieldChoice::FirstEmptyOrNew,
                Some(name) => FieldChoice::Named(name),
            },
            certify: self.certify,
            lock: self.lock.as_ref(),
            template: self.template.as_ref(),
            image: self.image.as_ref(),
            placement,
            stamp_placement,
            capacity: options.capacity.as_deref(),
            delegation: options.delegation.as_deref(),
            reason: options.reason.as_deref(),
            place: options.location.as_deref(),
        }
    }
}

fn places_stamp(options: &SignatureOptions) -> bool {
    options.stamp_place.is_some() || options.stamp_placeholder.is_some() || options.stamp_pages.is_some()
}

fn placement_of_stamp<'a>(chosen: &Chosen, options: &'a SignatureOptions) -> Placement<'a> {
    placement(
        chosen.stamp_place,
        options.stamp_placeholder.as_deref(),
        chosen.stamp_pages,
    )
}

fn placement(place: Option<Position>, placeholder: Option<&str>, pages: Pages) -> Placement<'_> {
    let place = match (place, placeholder) {
        (Some(position), _) => Place::At(position),
        (None, Some(text)) => Place::Placeholder(text),
        (None, None) => Place::Automatic,
    };
    Placement { place, pages }
}

fn invalid(option: &'static str, text: &str) -> Error {
    Error::OptionInvalid {
        option,
        text: text.to_owned(),
    }
}

/// `all`, `include:A,B` or `exclude:A,B`.
fn lock(text: &str) -> Result<FieldLock, Error> {
    let names = |list: &str| -> Vec<String> {
        list.split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let lock = match text.split_once(':') {
        None if text == "all" => FieldLock::All,
        Some(("include", list)) => FieldLock::Include(names(list)),
        Some(("exclude", list)) => FieldLock::Exclude(names(list)),
        _ => return Err(invalid("--lock", text)),
    };
    match &lock {
        FieldLock::Include(names) | FieldLock::Exclude(names) if names.is_empty() => {
            Err(invalid("--lock", text))
        }
        _ => Ok(lock),
    }
}

/// `page=1,x=20,y=20,w=60,h=25,from=top-left`, in millimetres; also the page it names.
fn place(option: &'static str, text: Option<&str>) -> Result<(Option<Position>, Option<u32>), Error> {
    let Some(text) = text else {
        return Ok((None, None));
    };
    let invalid = || invalid(option, text);
    let (mut x, mut y, mut page) = (None, None, None);
    let mut position = Position {
        corner: Corner::TopLeft,
        x_mm: 0.0,
        y_mm: 0.0,
        width_mm: None,
        height_mm: None,
    };
    for part in text.split(',') {
        let (key, value) = part.split_once('=').ok_or_else(invalid)?;
        let value = value.trim();
        let length = || -> Result<f64, Error> {
            let length: f64 = value.parse().map_err(|_| invalid())?;
            if (0.0..=5_000.0).contains(&length) {
                Ok(length)
            } else {
                Err(invalid())
            }
        };
        match key.trim() {
            "page" => page = Some(value.parse().map_err(|_| invalid())?),
            "x" => x = Some(length()?),
            "y" => y = Some(length()?),
            "w" => position.width_mm = Some(length()?),
            "h" => position.height_mm = Some(length()?),
            "from" => {
                position.corner = match value {
                    "top-left" => Corner::TopLeft,
                    "top-right" => Corner::TopRight,
                    "bottom-left" => Corner::BottomLeft,
                    "bottom-right" => Corner::BottomRight,
                    _ => return Err(invalid()),
                }
            }
            _ => return Err(invalid()),
        }
    }
    let (Some(x_mm), Some(y_mm)) = (x, y) else {
        return Err(invalid());
    };
    Ok((
        Some(Position {
            x_mm,
            y_mm,
            ..position
        }),
        page,
    ))
}

/// `first`, `last`, `all` or a number.
fn pages(option: &'static str, text: Option<&str>, page: Option<u32>) -> Result<Pages, Error> {
    let of_number = |number: u32| Pages::Number(number);
    match (text, page) {
        (None, None) => Ok(Pages::First),
        (None, Some(page)) => Ok(of_number(page)),
        // A page in the place and pages beside it contradict each other.
        (Some(text), Some(_)) => Err(invalid(option, text)),
        (Some("first"), None) => Ok(Pages::First),
        (Some("last"), None) => Ok(Pages::Last),
        (Some("all"), None) => Ok(Pages::All),
        (Some(text), None) => text.parse().map(of_number).map_err(|_| invalid(option, text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_in_millimetres_and_what_is_not_understood_is_refused() {
        let (position, page) = place("--place", Some("page=2, x=20,y=25.5,w=60,from=bottom-right")).unwrap();
        assert_eq!(page, Some(2));
        assert_eq!(
            position,
            Some(Position {
                corner: Corner::BottomRight,
                x_mm: 20.0,
                y_mm: 25.5,
                width_mm: Some(60.0),
                height_mm: None
            })
        );
        for text in [
            "",
            "x=1",
            "x=1,y=nan",
            "x=1,y=-2",
            "x=1,y=1,z=3",
            "x=1,y=1,from=middle",
        ] {
            assert!(place("--place", Some(text)).is_err(), "{text}");
        }
        assert_eq!(pages("--pages", Some("3"), None).unwrap(), Pages::Number(3));
        assert!(pages("--pages", Some("last"), Some(1)).is_err());
        assert_eq!(
            lock("include:a, b").unwrap(),
            FieldLock::Include(vec!["a".into(), "b".into()])
        );
        assert!(lock("include:").is_err() && lock("none").is_err());
    }
}
