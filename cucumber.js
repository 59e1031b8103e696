export default {
  import: ['dist/steps/*.js'],
  paths: ['features/**/*.feature'],
  format: ['progress'],
};
