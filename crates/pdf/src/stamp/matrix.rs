//! The visible seal as a DataMatrix symbol (ISO/IEC 16022, ECC 200), ready to draw.

use std::sync::Arc;

use datamatrix::data::EncodationType;
use datamatrix::{DataMatrixBuilder, SymbolList};

use super::qr::write_outlines;
use crate::Error;

/// Side of a module in points: 0.3387 mm, 4 dots of a printer of 300 dpi, the least that TR-03137-1 allows for ordinary
/// print.
const MODULE: f64 = 0.96;
/// Quiet zone around the symbol, in modules. The standard asks for 1.
const QUIET: f64 = 2.0;
/// A larger symbol would dominate the page.
const MAX_MODULES: usize = 96;

/// A DataMatrix symbol as outlines.
#[derive(Clone, Debug)]
pub(super) struct Matrix {
    modules: usize,
    outlines: Arc<[u8]>,
}

impl Matrix {
    /// The symbol of these bytes, all in one Base256 segment: readers differ over bytes that are spread over several.
    pub fn new(bytes: &[u8]) -> Result<Self, Error> {
        let too_long = |_| Error::too_complex("more bytes than the symbol of a visible seal holds");
        let symbol = DataMatrixBuilder::new()
            .with_encodation_types(EncodationType::Base256)
            .with_symbol_list(SymbolList::default().enforce_square())
            .encode(bytes)
            .map_err(too_long)?;
        let bitmap = symbol.bitmap();
        let modules = bitmap.width();
        if modules > MAX_MODULES {
            return Err(Error::too_complex(
                "more bytes than the symbol of a visible seal holds",
            ));
        }
        let size = modules as isize;
        let bits = bitmap.bits();
        let dark = |x: isize, y: isize| {
            let inside = 0..size;
            inside.contains(&x)
                && inside.contains(&y)
                && bits.get(((size - 1 - y) * size + x) as usize) == Some(&true)
        };
        let mut outlines = Vec::with_capacity(16 * 1024);
        write_outlines(size, dark, &mut outlines);
        Ok(Self {
            modules,
            outlines: outlines.into(),
        })
    }

    /// Side of a module in points.
    pub fn module(&self) -> f64 {
        MODULE
    }

    /// Side of the symbol without its quiet zone, in points.
    pub fn dark(&self) -> f64 {
        self.modules as f64 * MODULE
    }

    /// Width of the quiet zone, in points.
    pub fn quiet(&self) -> f64 {
        QUIET * MODULE
    }

    /// Side of the symbol with its quiet zone, in points.
    pub fn side(&self) -> f64 {
        self.dark() + 2.0 * self.quiet()
    }

    /// Outlines to be filled, one unit to a module, the origin at the lower left corner.
    pub fn outlines(&self) -> &[u8] {
        &self.outlines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_of_258_bytes_takes_64_modules() {
        let matrix = Matrix::new(&[0xA5; 258]).unwrap();
        assert_eq!(matrix.modules, 64);
        assert!((matrix.module() / 72.0 * 25.4) >= 0.3386);
        assert!(matrix.outlines().starts_with(b"0 0 m "));
    }

    #[test]
    fn more_bytes_than_a_page_can_carry_are_refused() {
        assert!(Matrix::new(&[0; 900]).is_err());
    }
}
