//! The signature of a trusted list: the one form that TS 119 612, annex B, allows.
//!
//! Enveloped, one reference to the whole list with exactly the transforms "enveloped" and "exclusive canonical XML",
//! references to the properties of the signature itself beside it, and a key that is known beforehand. Everything else
//! is refused, so there is nothing to wrap, filter or redirect.

use std::sync::Arc;

use base64::Engine;
use roxmltree::{Document, Node};

use super::ListError;
use super::xml::canonical;
use crate::verify::asn1::oid;
use crate::verify::certificate::Certificate;
use crate::verify::crypto::{Algorithm, Digest};

const DSIG: &str = "http://www.w3.org/2000/09/xmldsig#";
const EXCLUSIVE: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";
const ENVELOPED: &str = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
const SIGNED_PROPERTIES: &str = "http://uri.etsi.org/01903#SignedProperties";

/// Checks the signature of a list and gives the certificate it was made with, which the caller compares with those
/// that may sign the list.
pub fn signer(document: &Document<'_>) -> Result<Arc<Certificate>, ListError> {
    let bad = |what: &str| ListError::Signature(what.to_owned());
    let root = document.root_element();
    let mut signatures = document
        .descendants()
        .filter(|node| node.has_tag_name((DSIG, "Signature")));
    let (Some(signature), None) = (signatures.next(), signatures.next()) else {
        return Err(bad("there is not exactly one signature"));
    };
    if signature.parent() != Some(root) {
        return Err(bad("the signature does not stand in the list"));
    }
    let signed_info = only(signature, "SignedInfo")?;
    if algorithm(only(signed_info, "CanonicalizationMethod")?)? != EXCLUSIVE {
        return Err(bad("a form other than exclusive canonical XML"));
    }
    let mut covers_the_list = false;
    let references: Vec<Node<'_, '_>> = elements(signed_info, "Reference").collect();
    if references.len() > 8 {
        return Err(bad("too many references"));
    }
    for reference in references {
        covers_the_list |= check_reference(document, signature, reference)?;
    }
    if !covers_the_list {
        return Err(bad("the list itself is not signed"));
    }
    let certificate = certificate(signature)?;
    let value = bytes(only(signature, "SignatureValue")?)?;
    let method = algorithm(only(signed_info, "SignatureMethod")?)?;
    let (algorithm, value) =
        signature_method(method, &value).ok_or_else(|| bad("an algorithm that is not allowed"))?;
    let strength = certificate
        .verify(&algorithm, &canonical(signed_info, None), &value)
        .map_err(|_| bad("the value does not fit"))?;
    if strength.reliance != crate::verify::algorithms::Reliance::Still {
        return Err(bad("a weak algorithm or key"));
    }
    Ok(certificate)
}

/// Whether the reference is the one to the list.
fn check_reference(
    document: &Document<'_>,
    signature: Node<'_, '_>,
    reference: Node<'_, '_>,
) -> Result<bool, ListError> {
    let bad = |what: &str| ListError::Signature(what.to_owned());
    let uri = reference
        .attribute("URI")
        .ok_or_else(|| bad("a reference without target"))?;
    let transforms: Vec<Node<'_, '_>> = match elements(reference, "Transforms").next() {
        Some(transforms) => elements(transforms, "Transform").collect(),
        None => Vec::new(),
    };
    if transforms
        .iter()
        .any(|transform| transform.children().any(|child| child.is_element()))
    {
        return Err(bad("a transform with parameters"));
    }
    let names: Vec<&str> = transforms
        .iter()
        .map(|transform| algorithm(*transform))
        .collect::<Result<_, _>>()?;
    let root = document.root_element();
    let target = match uri.strip_prefix('#') {
        None if uri.is_empty() => document.root(),
        Some(id) if !id.is_empty() => by_id(document, id)?,
        _ => return Err(bad("a reference to somewhere else")),
    };
    let is_list = target.is_root() || target == root;
    let content = if is_list {
        if names != [ENVELOPED, EXCLUSIVE] {
            return Err(bad("transforms that are not allowed"));
        }
        canonical(target, Some(signature))
    } else {
        let own = target.ancestors().any(|node| node == signature);
        let properties = reference.attribute("Type") == Some(SIGNED_PROPERTIES);
        if !own || !properties || names != [EXCLUSIVE] {
            return Err(bad("a reference that is not allowed"));
        }
        canonical(target, None)
    };
    let digest = match algorithm(only(reference, "DigestMethod")?)? {
        "http://www.w3.org/2001/04/xmlenc#sha256" => Digest::Sha256,
        "http://www.w3.org/2001/04/xmldsig-more#sha384" => Digest::Sha384,
        "http://www.w3.org/2001/04/xmlenc#sha512" => Digest::Sha512,
        _ => return Err(bad("a digest that is not allowed")),
    };
    if bytes(only(reference, "DigestValue")?)? != digest.of(&[&content]) {
        return Err(bad("the list was changed after it was signed"));
    }
    Ok(is_list)
}

/// The only element with this identifier.
fn by_id<'a, 'i>(document: &'a Document<'i>, id: &str) -> Result<Node<'a, 'i>, ListError> {
    let has = |node: &Node<'_, '_>| {
        ["Id", "ID", "id"]
            .iter()
            .any(|name| node.attribute(*name) == Some(id))
    };
    let mut found = document.descendants().filter(has);
    match (found.next(), found.next()) {
        (Some(node), None) => Ok(node),
        _ => Err(ListError::Signature(
            "a target that is missing or stands twice".to_owned(),
        )),
    }
}

fn certificate(signature: Node<'_, '_>) -> Result<Arc<Certificate>, ListError> {
    let info = only(signature, "KeyInfo")?;
    let mut found = info
        .descendants()
        .filter(|node| node.has_tag_name((DSIG, "X509Certificate")));
    let first = found
        .next()
        .ok_or_else(|| ListError::Signature("no certificate".to_owned()))?;
    let der = bytes(first)?;
    Certificate::read(&der)
        .map(Arc::new)
        .map_err(|_| ListError::Signature("a certificate that cannot be read".to_owned()))
}

/// The algorithm as X.509 names it, and the value in its encoding.
fn signature_method(method: &str, value: &[u8]) -> Option<(Algorithm, Vec<u8>)> {
    let plain = |oid: &[u8]| Algorithm {
        oid: oid.to_vec(),
        parameters: None,
    };
    const MORE: &str = "http://www.w3.org/2001/04/xmldsig-more#";
    let name = method.strip_prefix(MORE)?;
    Some(match name {
        "rsa-sha256" => (plain(oid::RSA_SHA256), value.to_vec()),
        "rsa-sha384" => (plain(oid::RSA_SHA384), value.to_vec()),
        "rsa-sha512" => (plain(oid::RSA_SHA512), value.to_vec()),
        "ecdsa-sha256" => (plain(oid::ECDSA_SHA256), ecdsa_der(value)?),
        "ecdsa-sha384" => (plain(oid::ECDSA_SHA384), ecdsa_der(value)?),
        "ecdsa-sha512" => (plain(oid::ECDSA_SHA512), ecdsa_der(value)?),
        _ => return None,
    })
}

/// XML carries r and s side by side.
fn ecdsa_der(value: &[u8]) -> Option<Vec<u8>> {
    use crate::verify::asn1::{INTEGER, SEQUENCE, element};
    if value.is_empty() || !value.len().is_multiple_of(2) || value.len() > 200 {
        return None;
    }
    let integer = |half: &[u8]| {
        let mut digits: Vec<u8> = half.iter().copied().skip_while(|octet| *octet == 0).collect();
        if digits.first().is_none_or(|first| first & 0x80 != 0) {
            digits.insert(0, 0);
        }
        element(INTEGER, &digits)
    };
    let (r, s) = value.split_at(value.len() / 2);
    Some(element(SEQUENCE, &[integer(r), integer(s)].concat()))
}

fn elements<'a, 'i: 'a>(parent: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    parent
        .children()
        .filter(move |node| node.has_tag_name((DSIG, name)))
}

fn only<'a, 'i: 'a>(parent: Node<'a, 'i>, name: &'static str) -> Result<Node<'a, 'i>, ListError> {
    let mut found = elements(parent, name);
    match (found.next(), found.next()) {
        (Some(node), None) => Ok(node),
        _ => Err(ListError::Signature(format!("not exactly one {name}"))),
    }
}

fn algorithm<'a>(node: Node<'a, '_>) -> Result<&'a str, ListError> {
    node.attribute("Algorithm")
        .ok_or_else(|| ListError::Signature("no algorithm".to_owned()))
}

fn bytes(node: Node<'_, '_>) -> Result<Vec<u8>, ListError> {
    base64(node).ok_or_else(|| ListError::Signature("base64 that cannot be read".to_owned()))
}

/// The bytes of an element that holds base64 and nothing else.
pub fn base64(node: Node<'_, '_>) -> Option<Vec<u8>> {
    let text: String = node
        .children()
        .filter(|child| child.is_text())
        .filter_map(|child| child.text())
        .flat_map(str::chars)
        .filter(|symbol| !symbol.is_whitespace())
        .collect();
    base64::engine::general_purpose::STANDARD.decode(text).ok()
}
