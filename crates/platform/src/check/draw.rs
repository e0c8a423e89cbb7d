//! `/d/{identifier}/page/{n}`: a page of an original as a picture, for people whose browser shows no PDF.
//!
//! Drawn on this server, within bounds of size, time and number at once; a few drawn pages are kept in memory. A page
//! that cannot be drawn is an answer without a picture: the original itself is always there.

use std::collections::VecDeque;
use std::io::Read as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::extract::{Path, State as Shared};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};
use identifier::Identifier;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder as _};
use model::Sha256;

use super::{Failed, Reader, too_often};
use crate::error::Error;
use crate::limits::Kind;
use crate::lookup::{self, Found};
use crate::server::Client;
use crate::state::State;

/// Pixels along the longer side of a page: A4 at about 120 dpi, sharp on a telephone and large enough to read.
const LONGER_SIDE: f32 = 1400.0;

/// A page that is not there by then is given up.
const PATIENCE: Duration = Duration::from_secs(15);

/// Originals larger than this are not drawn, only given out.
const LARGEST_BYTES: u64 = 32 * 1024 * 1024;

/// Drawn pages that are kept, and their size together.
const KEPT: usize = 64;
const KEPT_BYTES: usize = 24 * 1024 * 1024;

/// Which original, which of its pages, and the picture.
type Picture = (Sha256, u32, Arc<Vec<u8>>);

/// Pages that were drawn lately, the newest first.
#[derive(Default)]
pub struct Drawn(Mutex<VecDeque<Picture>>);

impl Drawn {
    fn kept(&self, sha256: Sha256, page: u32) -> Option<Arc<Vec<u8>>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter()
            .find(|(of, number, _)| (*of, *number) == (sha256, page))
            .map(|(_, _, picture)| Arc::clone(picture))
    }

    fn keep(&self, sha256: Sha256, page: u32, picture: Arc<Vec<u8>>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_front((sha256, page, picture));
        let mut bytes = 0;
        let fits = kept
            .iter()
            .take(KEPT)
            .take_while(|(_, _, picture)| {
                bytes += picture.len();
                bytes <= KEPT_BYTES
            })
            .count();
        kept.truncate(fits);
    }
}

pub(super) async fn page(
    Shared(state): Shared<State>,
    client: Client,
    reader: Reader,
    Path((typed, number)): Path<(String, String)>,
) -> Response {
    if let Some(refused) = too_often(&state, client, reader, Kind::Draw) {
        return refused;
    }
    let (Ok(identifier), Ok(number)) = (Identifier::parse(&typed), number.parse::<u32>()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    lookup::evenly(async {
        match picture_of(&state, &identifier, number).await {
            Ok(Some(picture)) => {
                state.metrics.drew("drawn");
                let mut response = picture.as_ref().clone().into_response();
                response
                    .headers_mut()
                    .insert(header::CONTENT_TYPE, HeaderValue::from_static("image/png"));
                response
            }
            Ok(None) => {
                state.metrics.drew("nothing");
                StatusCode::NOT_FOUND.into_response()
            }
            Err(error) => Failed(reader, error).page(&state),
        }
    })
    .await
}

async fn picture_of(
    state: &State,
    identifier: &Identifier,
    number: u32,
) -> Result<Option<Arc<Vec<u8>>>, Error> {
    let Found::Intact { original, .. } = lookup::look_up(state, identifier).await? else {
        return Ok(None);
    };
    if number == 0 || number > original.facts.pages || original.size_bytes > LARGEST_BYTES {
        return Ok(None);
    }
    let sha256 = original.sha256;
    if let Some(kept) = state.drawn.kept(sha256, number) {
        return Ok(Some(kept));
    }
    let Ok(Ok(turn)) = tokio::time::timeout(PATIENCE, Arc::clone(&state.pictures).acquire_owned()).await
    else {
        return Ok(None);
    };
    let drawing = state.blocking(move |shared| {
        // Given back when the work has really ended, however long nobody waits for it any more.
        let _turn = turn;
        let Some(mut file) = shared.storage.open_blob(sha256)? else {
            return Ok(None);
        };
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)
            .map_err(Error::file("reading an original", sha256.to_string()))?;
        // A page made to make the drawing stumble is a page that is not drawn.
        let drawn = catch_unwind(AssertUnwindSafe(|| draw(bytes, number)))
            .ok()
            .flatten();
        Ok(drawn.map(|picture| {
            let picture = Arc::new(picture);
            shared.drawn.keep(sha256, number, Arc::clone(&picture));
            picture
        }))
    });
    tokio::time::timeout(PATIENCE, drawing).await.unwrap_or(Ok(None))
}

/// The page (from 1) as PNG.
fn draw(bytes: Vec<u8>, number: u32) -> Option<Vec<u8>> {
    let pdf = Pdf::new(bytes).ok()?;
    let page = pdf.pages().get(usize::try_from(number).ok()?.checked_sub(1)?)?;
    let (width, height) = page.render_dimensions();
    if !(width.is_finite() && height.is_finite()) || width < 1.0 || height < 1.0 {
        return None;
    }
    let scale = LONGER_SIDE / width.max(height);
    let cache = RenderCache::new();
    let pixmap = render(
        page,
        &cache,
        &InterpreterSettings::default(),
        &RenderSettings {
            x_scale: scale,
            y_scale: scale,
            bg_color: WHITE,
            ..RenderSettings::default()
        },
    );
    let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
    let pixels: Vec<u8> = pixmap
        .data_as_u8_slice()
        .chunks_exact(4)
        .flat_map(|pixel| pixel.iter().take(3).copied())
        .collect();
    let mut png = Vec::new();
    PngEncoder::new_with_quality(&mut png, CompressionType::Default, FilterType::Adaptive)
        .write_image(&pixels, width, height, ExtendedColorType::Rgb8)
        .ok()?;
    Some(png)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_few_drawn_pages_are_kept() {
        let drawn = Drawn::default();
        for page in 0..100 {
            drawn.keep(Sha256([1; 32]), page, Arc::new(vec![0; 1024 * 1024]));
        }
        assert!(drawn.kept(Sha256([1; 32]), 99).is_some());
        assert!(drawn.kept(Sha256([1; 32]), 70).is_none());
        assert!(drawn.kept(Sha256([2; 32]), 99).is_none());
        assert_eq!(drawn.0.lock().unwrap().len(), 24);
    }
}
