/** A line of a page as it is printed. Lengths in points; `y` grows upwards. */
export interface PdfLine {
  text: string;
  /** From 1. */
  page: number;
  left: number;
  right: number;
  y: number;
  /** Of the font that most of the line is in. */
  size: number;
}
