// An identity provider that others wrote, for our tests. The argument is its settings, a JSON object; each line of
// standard input is a JSON object of what changes, and is answered with a line when it has.
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { once } from "node:events";
import { generateKeyPairSync, randomUUID } from "node:crypto";
import { Provider } from "oidc-provider";

const RESOURCE = "https://moments.example";
const settings = JSON.parse(process.argv[2]);
const emails = { ...settings.emails };
let keys = [newKey()];
let provider;

function newKey() {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { ...privateKey.export({ format: "jwk" }), kid: randomUUID(), use: "sig", alg: "RS256" };
}

function made() {
  return new Provider(issuer, {
    clients: [
      {
        client_id: settings.clientId,
        client_secret: settings.clientSecret,
        redirect_uris: settings.redirectUris,
        post_logout_redirect_uris: settings.postLogoutRedirectUris,
        backchannel_logout_uri: settings.backchannelLogoutUri,
        backchannel_logout_session_required: Boolean(settings.backchannelLogoutUri),
        grant_types: ["authorization_code"],
        response_types: ["code"],
        token_endpoint_auth_method: settings.clientSecret ? "client_secret_basic" : "none",
      },
    ],
    jwks: { keys },
    fetch: (url, { dispatcher, ...options }) => fetch(url, options), // its own dispatcher sends nothing to this machine
    cookies: { keys: ["only for tests"] },
    claims: { openid: ["sub", "sid"], email: ["email", "email_verified"] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: {
      backchannelLogout: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: "openid email",
          audience: settings.audience,
          accessTokenFormat: "jwt",
          jwt: { sign: { alg: "RS256" } },
        }),
      },
    },
    extraTokenClaims: (_ctx, token) => claimsOf(token.accountId),
    findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...claimsOf(id) }) }),
  });
}

function claimsOf(account) {
  return account in emails ? { email: emails[account], email_verified: true } : {};
}

const server = createServer((request, response) => provider.callback()(request, response));
server.listen(settings.port ?? 0, "127.0.0.1");
await once(server, "listening");
const issuer = `http://127.0.0.1:${server.address().port}`;
provider = made();
console.log(JSON.stringify({ issuer }));

for await (const line of createInterface({ input: process.stdin })) {
  const changes = JSON.parse(line);
  Object.assign(emails, changes.emails ?? {});
  if (changes.newKey) keys = [newKey(), ...keys]; // the first is the one that signs
  if (changes.withdraw) keys = keys.slice(0, 1);
  provider = made();
  console.log(JSON.stringify({ kids: keys.map((key) => key.kid) }));
}
server.close();
server.closeAllConnections();
