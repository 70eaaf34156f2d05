package dev.aileron.sandbox.states;

/** Where state is kept so that it outlives the sandbox, or is not. */
interface Storage {

  /** Keeps nothing. */
  Storage NONE =
      new Storage() {
        @Override
        public void keep(Region region, Machine machine) {}

        @Override
        public void forget(Region region, Machine machine) {}

        @Override
        public void keep(Region region, Activity activity) {}

        @Override
        public void forget(Region region, Activity activity) {}

        @Override
        public void keep(Region region, Run run) {}

        @Override
        public void forget(Region region, Run run) {}
      };

  void keep(Region region, Machine machine);

  void forget(Region region, Machine machine);

  void keep(Region region, Activity activity);

  void forget(Region region, Activity activity);

  void keep(Region region, Run run);

  void forget(Region region, Run run);
}
