"""The interfaces of other trackers over EcoCode's figures, so that changing one import is enough."""
