import nock from 'nock';

// A test may reach what it opens itself on loopback, and nothing else: a forgotten double is an error, not a call.
nock.disableNetConnect();
nock.enableNetConnect(/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/);
