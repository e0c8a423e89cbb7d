//! Records of desks (dossiers, documents, people): what the platform takes, and who may see and change what.
//!
//! Pure: no database, no clock. The statements stand in [`crate::storage::records`], the requests in
//! [`crate::api`]. The rights are the platform's own: a desk that was changed by its user gets no further with it.

pub mod cursor;
pub mod rights;
pub mod rules;

/// Contents that the platform looks into, by kind and field. Everything else it keeps as it came.
pub mod field {
    /// `dossier`: its number, unique in the administration.
    pub const REFERENCE: &str = "reference";
    /// `dossier`: the office it belongs to.
    pub const OFFICE: &str = "office";
    /// `dossier`: `internal` (also where absent), `restricted`, `confidential`.
    pub const CONFIDENTIALITY: &str = "confidentiality";
    /// `dossier`: `open` (also where absent), `closed`.
    pub const STATUS: &str = "status";
    /// `person`: an array of roles.
    pub const ROLES: &str = "roles";
    /// `document`: the printed identifier; a document that has one stays in its dossier.
    pub const IDENTIFIER: &str = "identifier";
}
