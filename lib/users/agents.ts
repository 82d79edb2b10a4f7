/** What a browser says of itself, as far as a person recognises their own device by it (ACC-06). */
export type Agent = { browser: string | undefined; system: string | undefined };

/** Browsers name those whose pages they also understand: the more special name comes first. */
const browsers: readonly [RegExp, string][] = [
  [/\bMicroMessenger\//, "WeChat"],
  [/\b(?:Edg|EdgA|EdgiOS)\//, "Edge"],
  [/\b(?:OPR|Opera)\//, "Opera"],
  [/\bQQBrowser\//, "QQ Browser"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\b(?:Chrome|CriOS|Chromium|HeadlessChrome)\//, "Chrome"],
  [/\bVersion\/\S+ .*\bSafari\//, "Safari"],
];
const systems: readonly [RegExp, string][] = [
  [/\bHarmonyOS\b/, "HarmonyOS"],
  [/\bAndroid\b/, "Android"],
  [/\b(?:iPhone|iPod)\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bWindows\b/, "Windows"],
  [/\b(?:Macintosh|Mac OS X)\b/, "macOS"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b/, "Linux"],
];

/** Browser and system of an agent's text; what is not recognised is left out. */
export function agentOf(text: string): Agent {
  const named = (among: readonly [RegExp, string][]) => among.find(([pattern]) => pattern.test(text))?.[1];
  return { browser: named(browsers), system: named(systems) };
}
