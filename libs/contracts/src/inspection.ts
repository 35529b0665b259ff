/** What only opening a picture shows. */
export type ImageInspection = {
  /** Where it lies, as a person would say it. */
  readonly name: string;
  /** Why it cannot be read; then everything else that is not known is `null`. */
  readonly problem: string | null;
  /** Such as `png`; `raw` for pixels in an archive. */
  readonly format: string | null;
  /** In pixels, after the rotation that the file asks for. */
  readonly width: number | null;
  readonly height: number | null;
  /** As stored. */
  readonly channels: number | null;
  readonly bytes: number | null;
  /** Standard deviation of the grey values, 0 to 127.5: near 0 when there is nothing to see. */
  readonly spread: number | null;
  /** Equal for pictures with equal pixels. */
  readonly content: string | null;
  /** Row (0-based) of another picture that looks nearly the same, but not exactly. */
  readonly lookalike: number | null;
};

/** What opening the content of a table's rows shows, one entry per row. */
export type Inspection = { readonly images: readonly ImageInspection[] };
