const starts = (bytes: Uint8Array, text: string): boolean =>
  Buffer.from(bytes.subarray(0, text.length)).toString('latin1') === text

/** What a policy document is, by its first bytes. A web page comes back as plain text: it is kept, never run. */
export const mediaTypeOf = (bytes: Uint8Array): string =>
  starts(bytes, '%PDF-')
    ? 'application/pdf'
    : starts(bytes, 'PK')
      ? 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
      : 'text/plain; charset=utf-8'
