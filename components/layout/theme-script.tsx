/** Puts the chosen theme on <html> before anything is painted. Without a choice the system decides, by CSS alone. */
export function ThemeScript({ nonce }: { nonce?: string }) {
  const code = `try{var t=localStorage.theme;if(t==="dark"||t==="light")document.documentElement.classList.add(t)}catch{}`;
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: code }} />;
}
