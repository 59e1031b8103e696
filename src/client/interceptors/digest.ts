import { contentDigest } from '../../signing/digest.ts';
import { withField, type Interceptor } from '../interceptor.ts';

/** Adds Content-Digest (RFC 9530) where there is content to sign; a detached JWS signs the content itself. */
export const digest: Interceptor = (request, next) => {
  const { scheme, profile } = request.signing;
  if (request.body.length === 0 || scheme === 'detached-jws') return next(request);
  return next(withField(request, 'Content-Digest', contentDigest(request.body, profile.digest)));
};
