// A person in front of a browser: follows an address, signs in by name, agrees, and comes back.
//   browser.mjs open ADDRESS NAME           goes all the way back to the desk
//   browser.mjs token ISSUER CLIENT NONCE NAME   stops before, exchanges the code, and prints the ID token
import { createHash, randomBytes } from "node:crypto";

const jar = new Map();

async function ask(url, options = {}) {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  const response = await fetch(url, { ...options, redirect: "manual", headers: { ...options.headers, cookie } });
  for (const set of response.headers.getSetCookie()) {
    const [name, ...value] = set.split(";")[0].split("=");
    jar.set(name, value.join("="));
  }
  return response;
}

// To the address at which the desk waits.
async function through(address, name) {
  const issuer = new URL(address).origin;
  let response = await ask(address);
  for (let step = 0; step < 20; step++) {
    if (response.status >= 300 && response.status < 400) {
      address = new URL(response.headers.get("location"), address).href;
      if (new URL(address).origin !== issuer) return address;
      response = await ask(address);
      continue;
    }
    const page = await response.text();
    const action = page.match(/action="([^"]+)"/)?.[1];
    const prompt = page.match(/name="prompt" value="([^"]+)"/)?.[1];
    if (!action || !prompt) throw new Error(`${response.status} ${address}\n${page}`);
    address = new URL(action, address).href;
    const body = new URLSearchParams({ prompt, login: name, password: "x" });
    response = await ask(address, { method: "POST", body });
  }
  throw new Error("no end");
}

const [mode, ...rest] = process.argv.slice(2);
if (mode === "open") {
  const [address, name] = rest;
  const back = await through(address, name);
  console.log(await (await fetch(back)).text());
} else {
  const [issuer, client_id, nonce, name] = rest;
  const verifier = randomBytes(32).toString("base64url");
  const redirect_uri = "http://127.0.0.1:1/";
  const query = new URLSearchParams({
    response_type: "code",
    client_id,
    redirect_uri,
    scope: "openid",
    state: "s",
    nonce,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  });
  const known = await (await fetch(`${issuer}/.well-known/openid-configuration`)).json();
  const back = new URL(await through(`${known.authorization_endpoint}?${query}`, name));
  const body = new URLSearchParams({
    grant_type: "authorization_code",
    code: back.searchParams.get("code"),
    redirect_uri,
    client_id,
    code_verifier: verifier,
  });
  const tokens = await (await fetch(known.token_endpoint, { method: "POST", body })).json();
  console.log(tokens.id_token);
}
