import { deflateSync } from 'node:zlib';

export interface PrintedLine {
  text: string;
  /** In points. @default 10 */
  size?: number;
  /** In points from the left and the bottom. */
  x: number;
  y: number;
}

export interface PdfOptions {
  title?: string;
  isEncrypted?: boolean;
  /** Replaces each page's content, compressed. */
  content?: Uint8Array;
}

/** A PDF of lines in Helvetica (PDF 1.7, 7.5); a page without lines is one on which nothing can be read. */
export function buildPdf(pages: readonly (readonly PrintedLine[])[], options: PdfOptions = {}): Uint8Array {
  const { title, isEncrypted = false, content } = options;
  const objects: Buffer[] = [];
  const add = (...parts: (string | Uint8Array)[]) => {
    objects.push(
      Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part))),
    );
    return objects.length;
  };
  const firstPage = 4;
  const kids = pages.map((_, index) => `${firstPage + 2 * index} 0 R`).join(' ');
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`);
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  for (const lines of pages) {
    const place = '/Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F1 3 0 R >> >>';
    add(`<< /Type /Page ${place} /Contents ${objects.length + 2} 0 R >>`);
    const stream = deflateSync(content ?? lines.map(show).join('\n'));
    add(`<< /Length ${stream.length} /Filter /FlateDecode >>\nstream\n`, stream, '\nendstream');
  }
  const trailer = [`/Root 1 0 R`];
  if (title !== undefined) trailer.push(`/Info ${add(`<< /Title ${string(title)} >>`)} 0 R`);
  if (isEncrypted) {
    const secret = `<${'5a'.repeat(32)}>`;
    const rules = `/Filter /Standard /V 1 /R 2 /P -4 /O ${secret} /U ${secret}`;
    trailer.push(`/Encrypt ${add(`<< ${rules} >>`)} 0 R /ID [<00> <00>]`);
  }
  return assemble(objects, trailer.join(' '));
}

function assemble(objects: Buffer[], trailer: string): Uint8Array {
  const parts = [Buffer.from('%PDF-1.7\n')];
  let length = 9;
  const offsets = objects.map((object, index) => {
    const at = length;
    const whole = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]);
    parts.push(whole);
    length += whole.length;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}trailer\n<< /Size ${size} ${trailer} >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return new Uint8Array(Buffer.concat(parts));
}

const show = ({ text, size = 10, x, y }: PrintedLine) =>
  `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm ${string(text)} Tj ET`;

const string = (text: string) => `(${text.replace(/[\\()]/g, '\\$&')})`;
