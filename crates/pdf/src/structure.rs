//! A signature field in the structure tree of a tagged document: a `Form` element with a reference to the widget, and
//! the way back through the parent tree (ISO 32000-2, 14.7; ISO 14289-1, 7.18.4).

use std::collections::HashSet;

use crate::Error;
use crate::document::Document;
use crate::object::{Dict, Object, Ref, text_string};
use crate::update::Update;

/// Nodes of the parent tree that are looked at.
const MAX_NODES: usize = 100_000;
const MAX_DEPTH: usize = 32;

/// Enters the widget into the structure tree; returns the key for its `/StructParent`. `None`, and nothing written,
/// where the document has no usable tree.
pub(crate) fn enter(
    document: &Document<'_>,
    update: &mut Update<'_, '_>,
    catalog: &Dict,
    widget: Ref,
    page: Ref,
    description: &str,
) -> Result<Option<i64>, Error> {
    let Some(root_ref) = catalog.get("StructTreeRoot").as_ref() else {
        return Ok(None);
    };
    let Object::Dict(mut root) = document.resolve(&Object::Ref(root_ref))? else {
        return Ok(None);
    };
    let Some(key) = next_key(document, &root)? else {
        return Ok(None);
    };

    let element = update.new_ref();
    let mut reference = Dict::new();
    reference.set("Type", Object::name("OBJR"));
    reference.set("Obj", widget);
    reference.set("Pg", page);

    // Below the document element where there is one, as its last child; else directly below the root.
    let top = root.get("K").clone();
    let kids = document.resolve(&top)?;
    let single = match (&kids, &top) {
        (Object::Dict(_), Object::Ref(single)) => Some(*single),
        (Object::Array(items), _) => match items.as_slice() {
            [Object::Ref(single)] => Some(*single),
            _ => None,
        },
        _ => None,
    };
    let parent = match single {
        Some(single) => match document.resolve(&Object::Ref(single))? {
            Object::Dict(parent) if !parent.is("Type", "MCR") && !parent.is("Type", "OBJR") => {
                Some((single, parent))
            }
            _ => None,
        },
        None => None,
    };
    let parent_ref = parent.as_ref().map_or(root_ref, |(reference, _)| *reference);
    let mut dict = Dict::new();
    dict.set("Type", Object::name("StructElem"));
    dict.set("S", Object::name("Form"));
    dict.set("P", parent_ref);
    dict.set("Pg", page);
    if !description.is_empty() {
        dict.set("Alt", text_string(description));
    }
    dict.set("K", reference);
    update.put(element, Object::Dict(dict))?;

    match parent {
        Some((reference, mut parent)) => {
            add_kid(document, update, &mut parent, element)?;
            update.put(reference, Object::Dict(parent))?;
        }
        None => add_kid(document, update, &mut root, element)?,
    }
    add_to_parent_tree(document, update, &mut root, key, element)?;
    root.set("ParentTreeNextKey", key + 1);
    update.put(root_ref, Object::Dict(root))?;
    Ok(Some(key))
}

/// Adds a child to `/K`, which may be absent, one value, or an array of its own or elsewhere.
fn add_kid(
    document: &Document<'_>,
    update: &mut Update<'_, '_>,
    parent: &mut Dict,
    kid: Ref,
) -> Result<(), Error> {
    let own = parent.get("K").clone();
    match document.resolve(&own)? {
        Object::Array(mut items) => {
            items.push(kid.into());
            match own.as_ref() {
                Some(reference) => update.put(reference, Object::Array(items))?,
                None => parent.set("K", items),
            }
        }
        Object::Null => parent.set("K", vec![Object::Ref(kid)]),
        _ => parent.set("K", vec![own, Object::Ref(kid)]),
    }
    Ok(())
}

/// A key that nothing in the parent tree uses.
fn next_key(document: &Document<'_>, root: &Dict) -> Result<Option<i64>, Error> {
    let mut next = document
        .resolve(root.get("ParentTreeNextKey"))?
        .as_int()
        .unwrap_or(0)
        .max(0);
    let mut todo = vec![(root.get("ParentTree").clone(), 0)];
    let mut seen = HashSet::new();
    while let Some((node, depth)) = todo.pop() {
        if let Object::Ref(reference) = node
            && !seen.insert(reference)
        {
            return Ok(None);
        }
        if depth > MAX_DEPTH || seen.len() > MAX_NODES {
            return Ok(None);
        }
        let dict = document.resolve_dict(&node)?;
        let numbers = document.resolve(dict.get("Nums"))?;
        for pair in numbers.as_array().unwrap_or(&[]).chunks(2) {
            if let Some(key) = pair.first().and_then(Object::as_int) {
                next = next.max(key.saturating_add(1));
            }
        }
        let kids = document.resolve(dict.get("Kids"))?;
        todo.extend(
            kids.as_array()
                .unwrap_or(&[])
                .iter()
                .map(|kid| (kid.clone(), depth + 1)),
        );
    }
    Ok((next < i64::from(i32::MAX)).then_some(next))
}

/// The key is higher than every other, so the entry goes to the end: into `/Nums` of a tree of one node, else as a
/// new last child.
fn add_to_parent_tree(
    document: &Document<'_>,
    update: &mut Update<'_, '_>,
    root: &mut Dict,
    key: i64,
    element: Ref,
) -> Result<(), Error> {
    let own = root.get("ParentTree").clone();
    let mut tree = document.resolve_dict(&own)?;
    let entry = [Object::Int(key), Object::Ref(element)];
    if tree.has("Kids") {
        let kids = tree.get("Kids").clone();
        let mut items = match document.resolve(&kids)? {
            Object::Array(items) => items,
            _ => Vec::new(),
        };
        let leaf = update.new_ref();
        let mut dict = Dict::new();
        dict.set("Limits", vec![Object::Int(key), Object::Int(key)]);
        dict.set("Nums", entry.to_vec());
        update.put(leaf, Object::Dict(dict))?;
        items.push(leaf.into());
        match kids.as_ref() {
            Some(reference) => return update.put(reference, Object::Array(items)),
            None => tree.set("Kids", items),
        }
    } else {
        let numbers = tree.get("Nums").clone();
        let mut items = match document.resolve(&numbers)? {
            Object::Array(items) => items,
            _ => Vec::new(),
        };
        items.extend(entry);
        match numbers.as_ref() {
            Some(reference) => return update.put(reference, Object::Array(items)),
            None => tree.set("Nums", items),
        }
    }
    match own.as_ref() {
        Some(reference) => update.put(reference, Object::Dict(tree)),
        None => {
            root.set("ParentTree", tree);
            Ok(())
        }
    }
}
