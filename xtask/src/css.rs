//! What the window needs of a large style sheet: rules that can only ever hold for classes no page uses are left out.
//!
//! It is not only size. A rule with `:has()` for a part that nobody uses makes the browser look at the whole page whenever
//! a row comes or goes: with all of Designsystemet's rules a scrolled list spent ten times as long on styles.

/// Leaves the rules out that need a class which begins with `prefix` and is not in `used`.
pub fn trimmed(css: &str, prefix: &str, used: &[&str]) -> String {
    let needs = Needs { prefix, used };
    let mut kept = String::with_capacity(css.len() / 4);
    needs.trim(css, &mut kept);
    kept
}

struct Needs<'a> {
    prefix: &'a str,
    used: &'a [&'a str],
}

/// At-rules that hold rules.
const GROUPS: [&str; 5] = ["@layer", "@media", "@supports", "@container", "@scope"];

impl Needs<'_> {
    fn trim(&self, css: &str, kept: &mut String) {
        let mut rest = css;
        while !rest.is_empty() {
            let Some(end) = scan(rest, |at, depth| depth == 0 && (at == '{' || at == ';')) else {
                kept.push_str(rest);
                return;
            };
            let (head, from) = rest.split_at(end);
            if from.starts_with(';') {
                kept.push_str(head);
                kept.push(';');
                rest = from.get(1..).unwrap_or_default();
                continue;
            }
            let Some(length) = scan(from, |at, depth| at == '}' && depth == 1) else {
                kept.push_str(rest);
                return;
            };
            let body = from.get(1..length).unwrap_or_default();
            rest = from.get(length + 1..).unwrap_or_default();
            let name = head.trim_start();
            if GROUPS.iter().any(|group| name.starts_with(group)) {
                let mut inner = String::new();
                self.trim(body, &mut inner);
                if !inner.trim().is_empty() {
                    kept.push_str(&format!("{head}{{{inner}}}"));
                }
            } else if name.starts_with('@') {
                kept.push_str(&format!("{head}{{{body}}}"));
            } else {
                let selectors: Vec<&str> = listed(head).filter(|one| self.can_hold(one)).collect();
                if !selectors.is_empty() {
                    kept.push_str(&format!("{}{{{body}}}", selectors.join(",")));
                }
            }
        }
    }

    /// Whether a page with no other classes than the used ones can have an element that the selector means.
    fn can_hold(&self, selector: &str) -> bool {
        let mut rest = selector;
        while let Some(first) = rest.chars().next() {
            let length = match first {
                '\\' => 1 + rest.chars().nth(1).map_or(0, char::len_utf8),
                '[' => scan(rest, |at, depth| at == ']' && depth == 1).map_or(rest.len(), |end| end + 1),
                ':' => {
                    let name: &str = &rest[..rest
                        .find(|c: char| c != ':' && c != '-' && !c.is_ascii_alphanumeric())
                        .unwrap_or(rest.len())];
                    match rest.get(name.len()..).filter(|after| after.starts_with('(')) {
                        Some(after) => {
                            let end =
                                scan(after, |at, depth| at == ')' && depth == 1).unwrap_or(after.len() - 1);
                            let inner = after.get(1..end).unwrap_or_default();
                            let any = [":is", ":where", ":has"].contains(&name);
                            if any && !listed(inner).any(|one| self.can_hold(one)) {
                                return false;
                            }
                            name.len() + end + 1
                        }
                        None => name.len(),
                    }
                }
                '.' => {
                    let class = &rest[1..];
                    let class = &class[..class
                        .find(|c: char| c != '-' && c != '_' && !c.is_alphanumeric())
                        .unwrap_or(class.len())];
                    if class.starts_with(self.prefix) && !self.used.contains(&class) {
                        return false;
                    }
                    1 + class.len()
                }
                other => other.len_utf8(),
            };
            rest = rest.get(length..).unwrap_or_default();
        }
        true
    }
}

/// The parts between the commas that stand in no brackets.
fn listed(list: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(list);
    std::iter::from_fn(move || {
        let now = rest?;
        match scan(now, |at, depth| at == ',' && depth == 0) {
            Some(end) => {
                rest = now.get(end + 1..);
                now.get(..end)
            }
            None => rest.take(),
        }
    })
}

/// The first place for which `found` says so, of what stands in no string and behind no backslash. The depth counts the
/// brackets around it, its own included when it closes one.
fn scan(text: &str, found: impl Fn(char, i32) -> bool) -> Option<usize> {
    let (mut depth, mut quote, mut escaped) = (0, None, false);
    for (place, at) in text.char_indices() {
        if escaped {
            escaped = false;
        } else if at == '\\' {
            escaped = true;
        } else if let Some(mark) = quote {
            if at == mark {
                quote = None;
            }
        } else if at == '"' || at == '\'' {
            quote = Some(at);
        } else {
            if found(at, depth) {
                return Some(place);
            }
            match at {
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => depth -= 1,
                _ => (),
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trim(css: &str) -> String {
        trimmed(css, "ds-", &["ds-button", "ds-input"])
    }

    #[test]
    fn rules_for_unused_parts_are_left_out_and_all_others_stay_as_they_are() {
        for kept in [
            ".ds-button{color:red}",
            "a:hover,.ours{color:red}",
            "@layer a, b;",
            "@layer a{.ds-button:not(.ds-card){color:red}}",
            "@font-face{font-family:\"ds-card {\"}",
            ".ds-input[type=\"a,b\\\"]\"]:is(.ds-card,.ds-button){content:\"}.ds-x{\"}",
            "@media (width>1px){@supports (a:b){.ds-input:has(>.ours:only-child)>*{a:b}}}",
            "[data-size=\"sm\"] .\\:click-x{a:b}",
        ] {
            assert_eq!(trim(kept), kept);
        }
        for (css, left) in [
            (".ds-card{a:b}.ds-button{a:b}", ".ds-button{a:b}"),
            (".ds-card:has(>p),.ds-button:hover{a:b}", ".ds-button:hover{a:b}"),
            ("@layer x{.ds-card .ds-button{a:b}}p{a:b}", "p{a:b}"),
            (":is(.ds-card,.ds-chip) p{a:b}", ""),
            ("body:has(.ds-dialog:modal){a:b}", ""),
            (".ds-field:not(:has(.ds-input)) label{a:b}", ""),
            ("@layer x{.ds-card{a:b}}", ""),
        ] {
            assert_eq!(trim(css), left);
        }
    }

    #[test]
    fn what_is_no_style_sheet_comes_back() {
        for odd in [
            "",
            "}",
            "a{b",
            "a,b",
            "\\",
            ":is(",
            "a[",
            ".x{a:\"",
            ":is(.ds-card{a:b}",
        ] {
            trim(odd);
        }
        assert_eq!(trim("a{b"), "a{b");
    }
}
