/** How much a workbook may hold before the reader refuses it. */
export interface WorkbookLimits {
  /** Largest file.   Unit: bytes. */
  readonly fileBytes: number;
  /** Most entries of the zip container. */
  readonly entries: number;
  /** Most that the parts read may unpack to, together.   Unit: bytes. */
  readonly unpackedBytes: number;
  readonly rows: number;
  readonly columns: number;
  /** Most cells over all sheets; empty cells left of a filled one count. */
  readonly cells: number;
  /** Most shared strings. */
  readonly strings: number;
  readonly sheets: number;
}

/**
 * Limits for official files: several times the Greenbook, and within the memory of a small laptop.
 *
 * The Greenbook of 2022 has 3.8 MB, 12 entries, 30 MB unpacked, 75,009 rows and 675,000 cells.
 */
export const officialFileLimits: WorkbookLimits = {
  fileBytes: 100_000_000,
  entries: 2_000,
  unpackedBytes: 200_000_000,
  rows: 1_048_576,
  columns: 512,
  cells: 4_000_000,
  strings: 2_000_000,
  sheets: 256,
};
