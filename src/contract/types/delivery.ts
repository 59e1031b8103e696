// Made from specs/schemas/delivery.schema.json by "npm run types". Change the schema, not this file.

/**
 * One webhook as it reached the receiver, as evidence: secrets are already removed
 */
export interface Delivery {
  /**
   * Unique within a run
   */
  id: string;
  receivedAt: string;
  /**
   * Absent: POST. Empty if no request could be read
   */
  method?: string;
  /**
   * With its query; absent if it is the expected path
   */
  path?: string;
  /**
   * Header fields in wire order
   */
  fields: string[][];
  /**
   * The content as text, redacted. Beyond 64 KiB the beginning, behind a line [cut to …] with the length and SHA-256 of the whole; of one whose HMAC does not fit only a line [not kept …] with the length
   */
  body: string;
  notificationType?: string;
  notificationId?: string;
  transactionId?: string;
  clientTransactionId?: string;
  hmacVerified: boolean;
  /**
   * Why it is not a webhook, with any HMAC; continues: it …
   */
  problem?: string;
  /**
   * How an invalid HMAC would verify
   */
  nearMiss?: {
    /**
     * Continues: it fits …
     */
    how: string;
    /**
     * The setting that would match, or other advice
     */
    advice: string;
  };
  /**
   * The id of the first delivery of the same notification: both are one event
   */
  repeats?: string;
  /**
   * The id of a delivery with the same notification id and other content
   */
  contradicts?: string;
  /**
   * What is to be said of it and is no fault; goes on from: it …
   */
  note?: string;
  /**
   * The status that the receiver answered with
   */
  answeredWith: number;
}
