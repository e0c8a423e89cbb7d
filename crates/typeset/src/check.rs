//! Trying a template out before anybody relies on it.

use crate::{Error, Letter, Limits, Place, Purpose, Template, set};

/// Sets the template in each of its languages, once with everything (and every choice) and once with only what is required, as a
/// draft with gaps and as a final letter; gives what Typst warns of.
///
/// # Errors
/// The first mistake, with file, line and language; or the template takes longer than the limit.
pub fn check(template: &Template, limits: Limits) -> Result<Vec<(Place, String)>, Error> {
    let mut warnings = Vec::new();
    for lang in &template.manifest().languages {
        let full = Letter::sample(template, *lang, true);
        let least = Letter::sample(template, *lang, false);
        let mut gaps = least.clone();
        gaps.fields.clear();
        gaps.reasons.clear();
        gaps.remedy = None;
        let tries = [
            (&full, Purpose::Final),
            (&least, Purpose::Final),
            (&gaps, Purpose::Draft),
        ];
        let others: Vec<Letter> = template
            .manifest()
            .fields
            .iter()
            .flat_map(|field| {
                field.choices.iter().skip(1).map(|choice| {
                    let mut letter = full.clone();
                    letter.fields.insert(field.key.clone(), choice.key.clone());
                    letter
                })
            })
            .collect();
        let others = others.iter().map(|letter| (letter, Purpose::Final));
        for (letter, purpose) in tries.into_iter().chain(others) {
            for warning in set(template, letter, &[], purpose, limits)?.warnings {
                if !warnings.contains(&warning) {
                    warnings.push(warning);
                }
            }
        }
    }
    Ok(warnings)
}
