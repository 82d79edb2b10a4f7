/** What a page may load and whom it may talk to (D-08): itself only, and scripts only with the nonce of this answer. */
export function contentSecurityPolicy(nonce: string, dev: boolean): string {
  return [
    "default-src 'self'",
    // React's development build shows server stacks by eval, and next dev talks to the page over a web socket.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    `connect-src 'self'${dev ? " ws:" : ""}`,
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
  ].join("; ");
}

/** For files that people sent (AZ-15): whatever is in one, a browser that shows it all the same runs and loads nothing. */
export const filePolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";

const PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()";

/** The remaining headers of every answer. A page whose address holds a secret tells nobody where somebody came from. */
export function securityHeaders({
  https,
  secretAddress,
}: {
  https: boolean;
  secretAddress: boolean;
}): [string, string][] {
  const headers: [string, string][] = [
    ["x-content-type-options", "nosniff"],
    ["x-frame-options", "DENY"],
    ["referrer-policy", secretAddress ? "no-referrer" : "same-origin"],
    ["permissions-policy", PERMISSIONS],
    ["cross-origin-opener-policy", "same-origin"],
    ["cache-control", "private, no-store"],
  ];
  if (https) headers.push(["strict-transport-security", "max-age=31536000"]);
  return headers;
}
