/**
 * What a feed may cost. With these the worst document that we could think of stays under 2 s and 300 MB of process
 * memory, while the largest honest feeds we know (5 MB, 1,500 items) are far below every one of them.
 */

/** On the wire and after decompression. */
export const MAX_BYTES = 16 * 1024 * 1024;
/** Items beyond this are not read; a feed holds 10 to 100. */
export const MAX_ITEMS = 5_000;
/** Elements, attributes and pieces of text of a document, or values of a JSON document. */
export const MAX_PARTS = 200_000;
/** Elements below this depth are dropped and their text goes to the element above. */
export const MAX_DEPTH = 200;
export const MAX_ATTRIBUTES = 64;
/** A body longer than this is cut: it holds inlined images, or is an attack. In UTF-16 code units, as all below. */
export const MAX_BODY = 1_000_000;
/** More "]" than this are no prose, and what a reader of CDATA sections spends its time and memory on. */
export const MAX_BRACKETS = 10_000;
export const MAX_TITLE_SOURCE = 16_000;
export const MAX_TITLE = 2_000;
export const MAX_ADDRESS = 4_000;
export const MAX_LABEL = 300;
/** Authors, tags, links or enclosures that one item or feed may have. */
export const MAX_LIST = 200;
/** Relative addresses inside bodies that are made absolute; URL parsing is what costs most in a body of links. */
export const MAX_BODY_LINKS = 100_000;
