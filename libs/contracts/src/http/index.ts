export { HTTP_ERRORS, HttpErrorBody, type HttpErrorCode, type HttpErrorKind } from './errors';
