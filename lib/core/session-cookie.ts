/** The one cookie of a signed-in person (D-08): its name and flags depend on whether the site is served over https. */
export function sessionCookie(baseUrl: string) {
  const secure = baseUrl.startsWith("https://");
  return {
    name: secure ? "__Host-kehu.session" : "kehu.session",
    options: { httpOnly: true, sameSite: "lax", path: "/", secure },
  } as const;
}

/** A working day with room: after that one signs in again. */
export const SESSION_HOURS = 12;
