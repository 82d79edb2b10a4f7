/** The sentence of a run that ended without doing anything: a code of the import, or a message key of another domain. */
export const failureKey = ({ code }: { code: string }) => (code.includes(".") ? code : `imports.failure.${code}`);
