/** How a company's own server signs whom it has before it, in its language. */
export interface Example {
  language: string;
  code: string;
}

const NODE = `import { createHmac } from 'node:crypto';

const pack = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

export function chatIdentity(customer, secret) {
  const now = Math.floor(Date.now() / 1000);
  const claims = { sub: customer.id, email: customer.email, name: customer.name, iat: now, exp: now + 300 };
  const text = pack({ alg: 'HS256', typ: 'JWT' }) + '.' + pack(claims);
  return text + '.' + createHmac('sha256', secret).update(text).digest('base64url');
}`;

const PHP = `<?php
function pack_part($value) {
    return rtrim(strtr(base64_encode($value), '+/', '-_'), '=');
}

function chat_identity(array $customer, string $secret): string {
    $now = time();
    $claims = ['sub' => $customer['id'], 'email' => $customer['email'], 'name' => $customer['name'], 'iat' => $now, 'exp' => $now + 300];
    $text = pack_part('{"alg":"HS256","typ":"JWT"}') . '.' . pack_part(json_encode($claims));
    return $text . '.' . pack_part(hash_hmac('sha256', $text, $secret, true));
}`;

const PYTHON = `import base64, hashlib, hmac, json, time

def pack(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()

def chat_identity(customer, secret: str) -> str:
    now = int(time.time())
    claims = {"sub": customer.id, "email": customer.email, "name": customer.name, "iat": now, "exp": now + 300}
    text = pack(b'{"alg":"HS256","typ":"JWT"}') + "." + pack(json.dumps(claims).encode())
    return text + "." + pack(hmac.new(secret.encode(), text.encode(), hashlib.sha256).digest())`;

const RUBY = `require "base64"
require "json"
require "openssl"

def chat_identity(customer, secret)
  now = Time.now.to_i
  claims = { sub: customer.id, email: customer.email, name: customer.name, iat: now, exp: now + 300 }
  text = [{ alg: "HS256", typ: "JWT" }, claims].map { |part| Base64.urlsafe_encode64(part.to_json, padding: false) }.join(".")
  text + "." + Base64.urlsafe_encode64(OpenSSL::HMAC.digest("SHA256", secret, text), padding: false)
end`;

const GO = `package chat

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"time"
)

func Identity(id, email, name, secret string) (string, error) {
	now := time.Now().Unix()
	claims, err := json.Marshal(map[string]any{"sub": id, "email": email, "name": name, "iat": now, "exp": now + 300})
	if err != nil {
		return "", err
	}
	pack := base64.RawURLEncoding.EncodeToString
	text := pack([]byte(\`{"alg":"HS256","typ":"JWT"}\`)) + "." + pack(claims)
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(text))
	return text + "." + pack(mac.Sum(nil)), nil
}`;

export const EXAMPLES: readonly Example[] = [
  { language: 'Node', code: NODE },
  { language: 'PHP', code: PHP },
  { language: 'Python', code: PYTHON },
  { language: 'Ruby', code: RUBY },
  { language: 'Go', code: GO },
];
