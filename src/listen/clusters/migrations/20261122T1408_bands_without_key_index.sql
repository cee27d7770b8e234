-- The bands of a text follow from its sketch, so those of a text that goes are found by the primary key.
drop index copy_bands_key;
