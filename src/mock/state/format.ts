/** Counts up when what is kept is understood otherwise than before. */
export const format = 1;

/** Where a state says its format: collection, owner and name are one key. */
export const formatKey = 'format/format';
