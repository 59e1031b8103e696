/** Incremented when the stored data changes its meaning. */
export const format = 1;

/** The key of the format: collection, owner and name in one. */
export const formatKey = 'format/format';
