//! Builders of small PDFs, good and bad.
