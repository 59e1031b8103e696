// Features are found where Cucumber looks by itself, so that a path on the command line takes the place of all of them.
export default {
  import: ['dist/steps/*.js'],
  format: ['progress'],
};
