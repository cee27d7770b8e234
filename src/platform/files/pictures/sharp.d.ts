// The part of sharp that is used: it is optional, so what is checked does not depend on its being installed.
declare module 'sharp' {
  interface Picture {
    timeout(options: { seconds: number }): Picture;
    rotate(): Picture;
    resize(options: { width: number; height: number; fit: 'inside'; withoutEnlargement: true }): Picture;
    toColourspace(space: 'srgb'): Picture;
    jpeg(options: { quality: number; mozjpeg: boolean }): Picture;
    webp(options: { quality: number; effort: number }): Picture;
    toBuffer(options: {
      resolveWithObject: true;
    }): Promise<{ data: Buffer; info: { width: number; height: number } }>;
  }
  interface Sharp {
    (
      bytes: Uint8Array,
      options: { limitInputPixels: number; failOn: 'error'; sequentialRead: true; pages: 1 },
    ): Picture;
    cache(isOn: false): void;
    concurrency(threads: number): void;
  }
  const sharp: Sharp;
  export default sharp;
}
