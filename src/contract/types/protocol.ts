// Made from specs/schemas/protocol.schema.json by "npm run types". Change the schema, not this file.

export type Path = Setting & {
  value: string;
};
export type Count = Setting & {
  value: number;
};
export type Text = Setting & {
  value: string;
};
export type Flag = Setting & {
  value: boolean;
};
export type Names = Setting & {
  /**
   * @minItems 1
   */
  value: string[];
};
export type Success = Setting & {
  value: {
    reasonCode: '-1';
    message: string;
  };
};
export type Reason = Setting & {
  value: {
    reasonCode: string;
    message: string;
  };
};
export type Error = Setting & {
  value: {
    status: number;
    reasonCode: string;
    message: string;
  };
};

/**
 * The wire profile: specs/protocol.yaml
 */
export interface ProtocolDocument {
  transport: {
    minimumTlsVersion: Setting & {
      value: 'TLSv1.2' | 'TLSv1.3';
    };
    clientCertificate: Setting & {
      value: 'required';
    };
    missingCertificate: Setting & {
      value: 'http-error' | 'handshake-failure' | 'unsigned-error';
    };
    untrustedCertificate: Setting & {
      value: 'as-missing' | 'http-error' | 'handshake-failure' | 'unsigned-error';
    };
  };
  token: {
    path: Path;
    grantType: Setting & {
      value: 'client_credentials';
    };
    algorithm: Setting & {
      value: 'ES256';
    };
    lifetimeSeconds: Count;
    defaultScope: Text;
    processImpliesRead: Flag;
  };
  signature: {
    profile: Setting & {
      value: 'http-message-signature' | 'detached-jws';
    };
    label: Setting & {
      value: string;
    };
    requestComponents: Names;
    requestComponentsWithoutBody: Names;
    responseComponents: Names;
    responseComponentsWithoutBody: Names;
    parameters: Names;
    signatureParamsForm: Setting & {
      value: 'rfc9421' | 'labelled';
    };
    ecdsaEncoding: Setting & {
      value: 'ieee-p1363' | 'der';
    };
    contentTypeForm: Setting & {
      value: 'media-type' | 'as-sent';
    };
    requestDigest: Setting & {
      value: 'sha-256' | 'sha-384' | 'sha-512';
    };
    responseDigest: Setting & {
      value: 'sha-256' | 'sha-384' | 'sha-512';
    };
    digests: Setting & {
      /**
       * @minItems 1
       */
      value: ('sha-256' | 'sha-384' | 'sha-512')[];
    };
    createdWindowSeconds: Count;
    extraComponents: Setting & {
      value: 'accepted' | 'refused';
    };
    acceptedVariants: Setting & {
      value: 'every' | 'configured';
    };
    extraParameters: Setting & {
      value: 'accepted' | 'rejected';
    };
    unknownParameters: Setting & {
      value: 'rejected' | 'accepted';
    };
    parameterOrder: Setting & {
      value: 'any' | 'configured';
    };
    keyCurves: Setting & {
      /**
       * @minItems 1
       */
      value: ('P-256' | 'P-384' | 'P-521')[];
    };
  };
  jws: {
    header: Text;
    protectedHeader: Names;
    iatWindowSeconds: Count;
  };
  jwks: {
    path: Path;
    clientCertificate: Setting & {
      value: 'required' | 'not required';
    };
    kid: Text;
    cacheSeconds: Count;
    curve: Setting & {
      value: 'P-256' | 'P-384' | 'P-521';
    };
  };
  idempotency: {
    header: Text;
    lifetimeSeconds: Count;
    missingKey: Setting & {
      value: 'accepted' | 'refused';
    };
    maximumKeyLength: Count;
    scope: Setting & {
      value: 'organization, method and path' | 'organization';
    };
  };
  version: {
    header: Text;
    current: Text;
  };
  requests: {
    unknownMembers: Setting & {
      value: 'rejected at the top level' | 'rejected' | 'accepted';
    };
  };
  rateLimit: {
    requests: Setting & {
      /**
       * 0: no limit
       */
      value: number;
    };
    perSeconds: Count;
    retryAfter: Setting & {
      value: 'sent' | 'absent';
    };
  };
  webhooks: {
    signatureHeader: Text;
    hash: Setting & {
      value: 'sha256' | 'sha384' | 'sha512' | 'sha1';
    };
    encoding: Setting & {
      value: 'hex' | 'hex-upper-case' | 'base64' | 'base64url';
    };
    signaturePrefix: Setting & {
      value: string;
    };
    acknowledge: Count;
    maximumRetries: Setting & {
      value: number;
    };
    retryWindowSeconds: Count;
    timeoutSeconds: Count;
    synchronousOutcomes: Setting & {
      value: 'notified' | 'silent';
    };
    approvalType: Setting & {
      value: 'PAYMENT_INITIATE' | 'PAYMENT_FINALIZE';
    };
    firstRetrySeconds: Count;
    retryFactor: Count;
  };
  schemes: {
    deferredCapture: Setting & {
      value: ('BLIK' | 'BIZUM' | 'IRIS' | 'SATISPAY' | 'WERO')[];
    };
    storedCredentials: Setting & {
      value: ('BLIK' | 'BIZUM' | 'IRIS' | 'SATISPAY' | 'WERO')[];
    };
    blikApprovalSeconds: Count;
    irisApprovalSeconds: Count;
    approvalSeconds: Count;
    refundSeconds: Count;
  };
  payments: {
    beforeApproval: Setting & {
      value: 'pending' | 'rejected';
    };
    chargeWithoutToken: Setting & {
      value: 'rejected' | 'accepted';
    };
    tokenReach: Setting & {
      value: 'payer and scheme' | 'merchant';
    };
    approvalMethod: Setting & {
      value: 'POST' | 'PUT';
    };
  };
  /**
   * The reason of a payment for its payer's decision, or for the lack of one
   */
  outcomes: {
    approvedByPayer: Success;
    declinedByPayer: Reason;
    expired: Reason;
  };
  errors: {
    malformedPayload: Error;
    invalidInput: Error;
    certificate: Error;
    signatureFormat: Error;
    tokenExpired: Error;
    authentication: Error;
    signatureVerification: Error;
    authorization: Error;
    notFound: Error;
    alreadyExists: Error;
    idempotencyConflict: Error;
    tooLarge: Error;
    methodNotAllowed: Error;
    unsupportedMediaType: Error;
    unknownRoute: Error;
    transitionNotAllowed: Error;
    processing: Error;
    rateLimit: Error;
    internal: Error;
    unsupportedOperation: Error;
    provider: Error;
    providerTimeout: Error;
  };
}
export interface Setting {
  value: unknown;
  /**
   * How sure the value is
   */
  status: 'documented' | 'inferred' | 'assumed';
  /**
   * The page of Nopan's documentation
   */
  source: string;
  /**
   * Why this value, when no page states it
   */
  why?: string;
}
