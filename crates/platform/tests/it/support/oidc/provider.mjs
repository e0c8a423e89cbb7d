// A real OpenID Connect provider on this machine. Says its address; "rotate" on standard input gives it new keys.
import { generateKeyPairSync, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import Provider from "oidc-provider";

const client = (id) => ({
  client_id: id,
  application_type: "native",
  token_endpoint_auth_method: "none",
  grant_types: ["authorization_code"],
  response_types: ["code"],
  redirect_uris: ["http://127.0.0.1/"],
});

let handle;
const server = createServer((request, response) => handle(request, response));
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const fresh = () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const key = { ...privateKey.export({ format: "jwk" }), kid: randomUUID(), use: "sig", alg: "RS256" };
    const provider = new Provider(issuer, {
      clients: [client("greffe"), client("another")],
      jwks: { keys: [key] },
      pkce: { required: () => true },
      ttl: { IdToken: 120, AccessToken: 120, AuthorizationCode: 60, Grant: 600, Interaction: 600, Session: 600 },
      cookies: { keys: [randomUUID()] },
      findAccount: (_, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
    });
    handle = provider.callback();
  };
  fresh();
  console.log(issuer);
  const input = createInterface({ input: process.stdin });
  input.on("line", (line) => {
    if (line === "rotate") {
      fresh();
      console.log("rotated");
    }
  });
  input.on("close", () => process.exit(0));
});
