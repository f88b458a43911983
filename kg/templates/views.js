const views = []; // { id, label, make(), update() }, one for each way to look at the same state
