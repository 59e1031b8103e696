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
   * Absent: POST. Empty where no request could be read
   */
  method?: string;
  /**
   * With its query; absent where it is the one that webhooks are expected at
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
   * Why it is no webhook, whatever its HMAC; goes on from: it …
   */
  problem?: string;
  /**
   * What would make an HMAC fit that does not
   */
  nearMiss?: {
    /**
     * Goes on from: it fits …
     */
    how: string;
    /**
     * The setting that would fit, or what else to do
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
