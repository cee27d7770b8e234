/** A form with files, as a browser sends it. */
export function multipartOf(
  fields: Readonly<Record<string, string | readonly string[]>>,
  files: readonly { name: string; bytes: Uint8Array }[],
): { body: Buffer; type: string } {
  const mark = 'rapport-form-part';
  const parts = Object.entries(fields).flatMap(([name, value]) =>
    [value]
      .flat()
      .map((one) =>
        Buffer.from(`--${mark}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${one}\r\n`),
      ),
  );
  for (const { name, bytes } of files)
    parts.push(
      Buffer.from(
        `--${mark}\r\ncontent-disposition: form-data; name="photos"; filename="${name}"\r\ncontent-type: image/png\r\n\r\n`,
      ),
      Buffer.from(bytes),
      Buffer.from('\r\n'),
    );
  return {
    body: Buffer.concat([...parts, Buffer.from(`--${mark}--\r\n`)]),
    type: `multipart/form-data; boundary=${mark}`,
  };
}
